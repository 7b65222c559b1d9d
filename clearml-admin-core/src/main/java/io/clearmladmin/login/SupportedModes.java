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
 * @param serverErrors what is wrong with the server's Elasticsearch
 * @param authenticated whether the call was made with a login
 * @param freeSignup whether anyone may sign up. Enterprise.
 * @param tenant the tenant, as received. Enterprise.
 * @param tenantLogin the tenant's way to log in, as received. Enterprise.
 * @param additional unknown fields, as received
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

    /** Turns absent fields into empty ones. */
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
