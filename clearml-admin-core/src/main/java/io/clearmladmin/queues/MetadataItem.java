package io.clearmladmin.queues;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import org.immutables.value.Value;

/** An item of metadata. */
@JsonDeserialize(builder = MetadataItem.Builder.class)
@Value.Immutable
public interface MetadataItem extends Extensible {

    /** Its key. */
    String key();

    /** Its type, any word. */
    String type();

    /** Its value. */
    String value();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("key", key());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link MetadataItem}. */
    final class Builder extends ImmutableMetadataItem.Builder {
        Builder() {}
    }
}
