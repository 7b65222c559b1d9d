package io.clearmladmin.queues;

import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** What to change of a queue; what is absent stays. */
@Value.Immutable
public interface UpdateQueue extends Extensible {

    /** The queue's id. */
    String queue();

    /** The name. */
    Optional<String> name();

    /** Tags; they replace those there. */
    Optional<List<String>> tags();

    /** System tags; they replace those there. */
    Optional<List<String>> systemTags();

    /** Free information. API 2.13. */
    Optional<List<MetadataItem>> metadata();

    /** The name that people see. API 2.31. */
    Optional<String> displayName();

    /** Refuses what can never work. */
    @Value.Check
    default void check() {
        Check.text("queue", queue());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link UpdateQueue}. */
    final class Builder extends ImmutableUpdateQueue.Builder {
        Builder() {}
    }
}
