package io.clearmladmin.login;

import io.clearmladmin.endpoint.Extensible;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** The ways to log in, and what is wrong with the server. */
@Value.Immutable
public interface SupportedModes extends Extensible {

    /** Names and passwords of the server's configuration. */
    Optional<BasicMode> basic();

    /** The addresses of identity providers. */
    Map<String, Object> sso();

    /** The identity providers. */
    List<SsoProvider> ssoProviders();

    /** What is wrong with the server's search store. */
    Optional<ServerErrors> serverErrors();

    /** Whether the call was made with a login. */
    Optional<Boolean> authenticated();

    /** Whether anyone may sign up. Enterprise. */
    Optional<Boolean> freeSignup();

    /** The tenant, as it came. Enterprise. */
    Optional<Object> tenant();

    /** The tenant's way to log in, as it came. Enterprise. */
    Optional<Object> tenantLogin();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link SupportedModes}. */
    final class Builder extends ImmutableSupportedModes.Builder {
        Builder() {}
    }
}
