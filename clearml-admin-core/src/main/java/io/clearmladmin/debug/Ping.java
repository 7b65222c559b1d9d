package io.clearmladmin.debug;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * The reply to a ping.
 *
 * @param msg the server's greeting. Fields that were sent come back in {@link #additional()}.
 * @param additional unknown fields, as received
 */
public record Ping(Optional<String> msg, @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Turns absent fields into empty ones. */
    public Ping {
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
