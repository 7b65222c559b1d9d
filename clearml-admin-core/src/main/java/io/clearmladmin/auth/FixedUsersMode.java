package io.clearmladmin.auth;

import io.clearmladmin.endpoint.Extensible;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** Whether users log in with names and passwords of the server's configuration. */
@Value.Immutable
public interface FixedUsersMode extends Extensible {

    /** Whether they do. */
    Boolean enabled();

    /** The guest login. */
    Optional<Guest> guest();

    /** What is wrong with the server, if anything. */
    Map<String, Object> serverErrors();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link FixedUsersMode}. */
    final class Builder extends ImmutableFixedUsersMode.Builder {
        Builder() {}
    }
}
