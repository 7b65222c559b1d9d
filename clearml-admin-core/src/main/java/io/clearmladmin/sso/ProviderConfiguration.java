package io.clearmladmin.sso;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A configured identity provider.
 *
 * @param id its id
 * @param provider the id of the {@link SupportedProvider}
 * @param displayName the name that people see
 * @param category {@code saml} or {@code oidc}
 * @param active whether users can log in with it
 * @param readonly whether it comes from the server's own configuration
 * @param lastUpdate when it last changed
 * @param additional unknown fields, as received
 */
public record ProviderConfiguration(
        String id,
        Optional<String> provider,
        Optional<String> displayName,
        Optional<String> category,
        Optional<Boolean> active,
        Optional<Boolean> readonly,
        Optional<Instant> lastUpdate,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public ProviderConfiguration {
        Check.present("id", id);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
