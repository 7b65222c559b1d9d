package io.clearmladmin.login;

import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Secret;
import java.util.Optional;
import org.immutables.value.Value;

/** The guest login. */
@Value.Immutable
public interface GuestMode extends Extensible {

    /** Whether there is one. */
    Boolean enabled();

    /** The display name. */
    Optional<String> name();

    /** The name to log in with. */
    Optional<String> username();

    /** The password, which the server tells everyone. */
    Optional<Secret> password();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link GuestMode}. */
    final class Builder extends ImmutableGuestMode.Builder {
        Builder() {}
    }
}
