package io.clearmladmin.auth;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.login.GuestMode;
import java.util.Map;
import java.util.Optional;

/**
 * Whether users log in with names and passwords of the server's configuration.
 *
 * @param enabled whether they do
 * @param guest the guest login
 * @param serverErrors what is wrong with the server, if anything
 * @param additional unknown fields, as received
 */
public record FixedUsersMode(
        Boolean enabled,
        Optional<GuestMode> guest,
        Map<String, Object> serverErrors,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public FixedUsersMode {
        Check.present("enabled", enabled);
        serverErrors = Check.map(serverErrors);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
