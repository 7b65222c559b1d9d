package io.clearmladmin.login;

import io.clearmladmin.endpoint.Extensible;
import java.util.Optional;
import org.immutables.value.Value;

/** Logins with names and passwords of the server's configuration. */
@Value.Immutable
public interface BasicMode extends Extensible {

    /** Whether they are on. */
    Boolean enabled();

    /** The guest login. */
    Optional<GuestMode> guest();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link BasicMode}. */
    final class Builder extends ImmutableBasicMode.Builder {
        Builder() {}
    }
}
