package io.clearmladmin.login;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ways to log in, and what is wrong with the server.
 *
 * @param basic names and passwords of the server's configuration
 * @param sso the addresses of identity providers
 * @param ssoProviders the identity providers
 * @param serverErrors what is wrong with the server's search store
 * @param authenticated whether the call was made with a login
 * @param freeSignup whether anyone may sign up. Enterprise.
 * @param tenant the tenant, as it came. Enterprise.
 * @param tenantLogin the tenant's way to log in, as it came. Enterprise.
 * @param additional fields without a component of their own, as they came
 */
public record SupportedModes(
        Optional<BasicMode> basic,
        Map<String, Object> sso,
        List<SsoProvider> ssoProviders,
        Optional<ServerErrors> serverErrors,
        Optional<Boolean> authenticated,
        Optional<Boolean> freeSignup,
        Optional<Object> tenant,
        Optional<Object> tenantLogin,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** What is absent is empty. */
    public SupportedModes {
        sso = Check.map(sso);
        ssoProviders = Check.list(ssoProviders);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
