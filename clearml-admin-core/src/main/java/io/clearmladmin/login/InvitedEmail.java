package io.clearmladmin.login;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An e-mail that may join or has joined.
 *
 * @param email the e-mail
 * @param status {@code pending} or {@code accepted}
 * @param added when it was added
 * @param accepted when its owner joined
 * @param user who joined
 * @param additional unknown fields, as received
 */
public record InvitedEmail(
        String email,
        Optional<String> status,
        Optional<Instant> added,
        Optional<Instant> accepted,
        Optional<InvitedUser> user,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public InvitedEmail {
        Check.present("email", email);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
