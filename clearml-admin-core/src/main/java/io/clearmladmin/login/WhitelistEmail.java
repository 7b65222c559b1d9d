package io.clearmladmin.login;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An e-mail in a whitelist.
 *
 * @param email the e-mail
 * @param added when it was added
 * @param additional unknown fields, as received
 */
public record WhitelistEmail(
        String email,
        Optional<Instant> added,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Rejects a missing required field. */
    public WhitelistEmail {
        Check.present("email", email);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
