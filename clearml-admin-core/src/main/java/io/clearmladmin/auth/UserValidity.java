package io.clearmladmin.auth;

import io.clearmladmin.endpoint.Extensible;
import java.util.Optional;
import org.immutables.value.Value;

/** Whether a user of an identity provider is known. */
@Value.Immutable
public interface UserValidity extends Extensible {

    /** Whether it is. */
    Boolean valid();

    /** The user's id. */
    Optional<String> user();

    /** The tenant's id. */
    Optional<String> company();

    /** Why it is not. */
    Optional<String> msg();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link UserValidity}. */
    final class Builder extends ImmutableUserValidity.Builder {
        Builder() {}
    }
}
