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
 * @param additional fields without a component of their own, as they came
 */
public record WhitelistEmail(
        String email,
        Optional<Instant> added,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Refuses what must be there and is not. */
    public WhitelistEmail {
        Check.present("email", email);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
