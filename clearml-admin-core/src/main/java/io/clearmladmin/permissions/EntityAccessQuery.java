package io.clearmladmin.permissions;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Filter;
import io.clearmladmin.endpoint.Secret;
import java.util.Optional;
import org.immutables.value.Value;

/** The access to check. */
@JsonDeserialize(builder = EntityAccessQuery.Builder.class)
@Value.Immutable
public interface EntityAccessQuery extends Extensible {

    /** The type; see {@link AddOrUpdateAccessRule#entityType()}. */
    @Filter
    Optional<String> entityType();

    /** Its id. */
    @Filter
    Optional<String> entityId();

    /** {@code read} or {@code read_write}. */
    @Filter
    Optional<String> accessPermission();

    /** A token of the user to check for; the caller if absent. */
    Optional<Secret> token();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link EntityAccessQuery}. */
    final class Builder extends ImmutableEntityAccessQuery.Builder {
        Builder() {}
    }
}
