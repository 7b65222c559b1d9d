package io.clearmladmin.auth;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Whose key it is.
 *
 * @param user the owner's id
 * @param name the owner's name
 * @param label what the key is for
 * @param expire when it expires
 * @param lastUsed when it was last used
 * @param lastUsedFrom from where
 * @param additional unknown fields, as received
 */
public record LocatedCredentials(
        Optional<String> user,
        Optional<String> name,
        Optional<String> label,
        Optional<Instant> expire,
        Optional<Instant> lastUsed,
        Optional<String> lastUsedFrom,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public LocatedCredentials {
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
