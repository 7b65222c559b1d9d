package io.clearmladmin.users;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * When a user was last seen.
 *
 * @param lastCredentialsLogin the last login with a key
 * @param lastProvider the identity provider last used
 * @param lastProviderLogin the last login through it
 * @param lastProviderName its name
 * @param lastUiAccess the last use of the web UI
 * @param additional unknown fields, as received
 */
public record UserActivity(
        Optional<Instant> lastCredentialsLogin,
        Optional<String> lastProvider,
        Optional<Instant> lastProviderLogin,
        Optional<String> lastProviderName,
        Optional<Instant> lastUiAccess,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public UserActivity {
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
