package io.clearmladmin.auth;

import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Secret;
import java.util.Optional;
import org.immutables.value.Value;

/** A user that was added. */
@Value.Immutable
public interface AddedUser extends Extensible {

    /** The user's id. */
    String id();

    /** The password; it is shown this once. */
    Optional<Secret> secret();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link AddedUser}. */
    final class Builder extends ImmutableAddedUser.Builder {
        Builder() {}
    }
}
