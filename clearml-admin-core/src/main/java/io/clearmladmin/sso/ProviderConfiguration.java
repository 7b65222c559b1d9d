package io.clearmladmin.sso;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An identity provider as it is set up.
 *
 * @param id its id
 * @param provider the id of the {@link SupportedProvider}
 * @param displayName the name that people see
 * @param category {@code saml} or {@code oidc}
 * @param active whether users can log in with it
 * @param readonly whether it stands in the server's own configuration
 * @param lastUpdate when it last changed
 * @param additional fields without a component of their own, as they came
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

    /** Refuses what must be there and is not. */
    public ProviderConfiguration {
        Check.present("id", id);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
