package io.clearmladmin.auth;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * A service user that was created, with its key.
 *
 * @param id the user's id
 * @param credentials its key; the secret is shown this once
 * @param additional unknown fields, as received
 */
public record CreatedServiceUser(
        String id,
        Optional<Credentials> credentials,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Rejects a missing required field. */
    public CreatedServiceUser {
        Check.present("id", id);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
