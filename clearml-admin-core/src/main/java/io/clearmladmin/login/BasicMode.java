package io.clearmladmin.login;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * Logins with names and passwords of the server's configuration.
 *
 * @param enabled whether they are on
 * @param guest the guest login
 * @param additional unknown fields, as received
 */
public record BasicMode(
        Boolean enabled,
        Optional<GuestMode> guest,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Rejects a missing required field. */
    public BasicMode {
        Check.present("enabled", enabled);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
