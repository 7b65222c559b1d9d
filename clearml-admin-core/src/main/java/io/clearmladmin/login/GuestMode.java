package io.clearmladmin.login;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * The guest login.
 *
 * @param enabled whether there is one
 * @param name the display name
 * @param username the name to log in with
 * @param password the password, which the server shows to everyone
 * @param additional unknown fields, as received
 */
public record GuestMode(
        Boolean enabled,
        Optional<String> name,
        Optional<String> username,
        Optional<Secret> password,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public GuestMode {
        Check.present("enabled", enabled);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
