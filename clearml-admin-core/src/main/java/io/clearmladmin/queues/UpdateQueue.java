package io.clearmladmin.queues;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Changes to a queue; absent fields stay. */
@JsonDeserialize(builder = UpdateQueue.Builder.class)
@Value.Immutable
public interface UpdateQueue extends Extensible {

    /** The queue's id. */
    String queue();

    /** The name. */
    Optional<String> name();

    /** Tags; they replace the present ones. */
    Optional<List<String>> tags();

    /** System tags; they replace the present ones. */
    Optional<List<String>> systemTags();

    /** Metadata; each item has a key of its own. It replaces the present metadata. API 2.13. */
    @JsonSerialize(contentUsing = MetadataByKey.Writer.class)
    @JsonDeserialize(contentUsing = MetadataByKey.Reader.class)
    Optional<List<MetadataItem>> metadata();

    /** The name that people see. API 2.31. */
    Optional<String> displayName();

    /** Rejects invalid values. */
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
