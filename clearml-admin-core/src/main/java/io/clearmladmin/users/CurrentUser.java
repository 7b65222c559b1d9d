package io.clearmladmin.users;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * Who is calling.
 *
 * @param user the caller's profile
 * @param gettingStarted hints for the web UI
 * @param settings settings for the web UI
 * @param additional unknown fields, as received
 */
public record CurrentUser(
        User user,
        Map<String, Object> gettingStarted,
        Optional<UserSettings> settings,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public CurrentUser {
        Check.present("user", user);
        gettingStarted = Check.map(gettingStarted);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
