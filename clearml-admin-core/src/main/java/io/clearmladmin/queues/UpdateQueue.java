package io.clearmladmin.queues;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** What to change of a queue; what is absent stays. */
@JsonDeserialize(builder = UpdateQueue.Builder.class)
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

    /** Free information, each piece with a key of its own; it replaces that there. API 2.13. */
    @JsonSerialize(contentUsing = MetadataByKey.Writer.class)
    @JsonDeserialize(contentUsing = MetadataByKey.Reader.class)
    Optional<List<MetadataItem>> metadata();

    /** The name that people see. API 2.31. */
    Optional<String> displayName();

    /** Refuses what can never work. */
    @Value.Check
    default void check() {
        Check.text("queue", queue());
        metadata().ifPresent(MetadataByKey::requireOwnKeys);
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
