package io.clearmladmin.apps;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A version of an application.
 *
 * @param version the version
 * @param enabled whether it is installed
 * @param origin {@code manual}, {@code hub} or {@code bundled}
 * @param lastUpdate when it last changed
 * @param additional unknown fields, as received
 */
public record ApplicationVersion(
        String version,
        Optional<Boolean> enabled,
        Optional<String> origin,
        Optional<Instant> lastUpdate,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public ApplicationVersion {
        Check.present("version", version);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
