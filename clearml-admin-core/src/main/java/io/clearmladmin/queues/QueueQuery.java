package io.clearmladmin.queues;

import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** Which queues to list, and what of them. */
@Value.Immutable
public interface QueueQuery extends Extensible {

    /** A regular expression (Python's) for the name. */
    Optional<String> name();

    /** Ids. */
    Optional<List<String>> id();

    /** Tags. */
    Optional<List<String>> tags();

    /** System tags. */
    Optional<List<String>> systemTags();

    /** The fields to return; {@code id} always comes with them. */
    Optional<List<String>> onlyFields();

    /** Fields to order by, {@code -} in front for descending. */
    Optional<List<String>> orderBy();

    /** A text to find in name and id. */
    Optional<String> searchText();

    /** How many waiting tasks to tell of each queue; 0 for none. API 2.20. */
    Optional<Integer> maxTaskEntries();

    /** Whether to list hidden queues too, such as the one of the Kubernetes agent. API 2.21. */
    Optional<Boolean> searchHidden();

    /** Filters by field; {@code queues.get_all_ex} only. API 2.27. */
    Optional<Map<String, Object>> filters();

    /** Queues a page: 1 to 500, 500 if absent. */
    Optional<Integer> pageSize();

    /** Refuses what can never work. */
    @Value.Check
    default void check() {
        Check.pageSize("pageSize", pageSize());
        Check.notNegative("maxTaskEntries", maxTaskEntries());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link QueueQuery}. */
    final class Builder extends ImmutableQueueQuery.Builder {
        Builder() {}
    }
}
