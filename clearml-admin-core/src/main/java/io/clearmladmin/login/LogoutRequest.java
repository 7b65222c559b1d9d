package io.clearmladmin.login;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import java.util.Optional;
import org.immutables.value.Value;

/** Where to log out. */
@JsonDeserialize(builder = LogoutRequest.Builder.class)
@Value.Immutable
public interface LogoutRequest extends Extensible {

    /** The identity provider. Enterprise. */
    Optional<String> provider();

    /** The tenant. Enterprise. */
    Optional<String> tenant();

    /** Where to go then. Enterprise. */
    Optional<String> redirectUrl();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link LogoutRequest}. */
    final class Builder extends ImmutableLogoutRequest.Builder {
        Builder() {}
    }
}
