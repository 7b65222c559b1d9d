package io.clearmladmin.sso;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * An identity provider that the server can use.
 *
 * @param id its id
 * @param displayName the name that people see
 * @param category {@code saml} or {@code oidc}
 * @param icon an icon
 * @param additional unknown fields, as received
 */
public record SupportedProvider(
        String id,
        Optional<String> displayName,
        Optional<String> category,
        Optional<String> icon,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public SupportedProvider {
        Check.present("id", id);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
