package io.clearmladmin.queues;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Filter;
import io.clearmladmin.internal.check.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** Which queues to list, and which of their fields. */
@JsonDeserialize(builder = QueueQuery.Builder.class)
@Value.Immutable
public interface QueueQuery extends Extensible {

    /** A regular expression (Python's) that must match some part of the name; {@link Builder#name} is for a whole one. */
    @Filter
    @JsonProperty("name")
    Optional<String> namePattern();

    /** Ids. */
    @Filter(literal = true)
    Optional<List<String>> id();

    /** Tags; {@code -} in front of one excludes it. */
    @Filter
    Optional<List<String>> tags();

    /** System tags; {@code -} in front of one excludes it. */
    @Filter
    Optional<List<String>> systemTags();

    /** The fields to return; {@code id} always comes with them. */
    Optional<List<String>> onlyFields();

    /** Fields to order by, {@code -} in front for descending. */
    Optional<List<String>> orderBy();

    /** A text to find in name and id. */
    @Filter
    Optional<String> searchText();

    /** How many waiting tasks to return of each queue; 0 for none. API 2.20. */
    Optional<Integer> maxTaskEntries();

    /** Whether to list hidden queues too, such as the one of the Kubernetes agent. API 2.21. */
    Optional<Boolean> searchHidden();

    /**
     * Filters by field; {@code queues.get_all_ex} only. The server ignores a field that it does not know, and then returns
     * all. API 2.27.
     */
    @Filter(endpoints = "queues.get_all_ex")
    Optional<Map<String, Object>> filters();

    /** Queues a page: 1 to 500, 500 if absent. */
    Optional<Integer> pageSize();

    /** Rejects invalid values, and adds {@code id} to the fields: without it no {@link Queue} can be made. */
    @Value.Check
    default QueueQuery check() {
        Check.pageSize("pageSize", pageSize());
        Check.notNegative("maxTaskEntries", maxTaskEntries());
        if (onlyFields().isEmpty() || onlyFields().get().contains("id")) {
            return this;
        }
        List<String> fields = new ArrayList<>(onlyFields().get());
        fields.add("id");
        return builder().from(this).onlyFields(fields).build();
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link QueueQuery}. */
    final class Builder extends ImmutableQueueQuery.Builder {
        Builder() {}

        /** Only those of exactly this name: it is quoted, and set as the {@link #namePattern(String) pattern}. */
        public Builder name(String name) {
            return namePattern(Check.wholeText("name", name));
        }
    }
}
