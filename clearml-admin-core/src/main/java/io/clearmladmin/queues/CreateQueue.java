package io.clearmladmin.queues;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** A queue to create. */
@JsonDeserialize(builder = CreateQueue.Builder.class)
@Value.Immutable
public interface CreateQueue extends Extensible {

    /** The name; unique in its tenant. */
    String name();

    /** Tags. */
    Optional<List<String>> tags();

    /** System tags. */
    Optional<List<String>> systemTags();

    /** Metadata; each item has a key of its own. API 2.13. */
    @JsonSerialize(contentUsing = MetadataByKey.Writer.class)
    @JsonDeserialize(contentUsing = MetadataByKey.Reader.class)
    Optional<List<MetadataItem>> metadata();

    /** The name that people see. API 2.31. */
    Optional<String> displayName();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("name", name());
        metadata().ifPresent(MetadataByKey::requireOwnKeys);
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CreateQueue}. */
    final class Builder extends ImmutableCreateQueue.Builder {
        Builder() {}
    }
}
