package io.clearmladmin.routers;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An app gateway that reports.
 *
 * @param router its name
 * @param url its address
 * @param version its version
 * @param uptime how long it has been up, in seconds
 * @param routes the routes that it has now
 * @param additional unknown fields, as received
 */
public record Router(
        Optional<String> router,
        Optional<String> url,
        Optional<String> version,
        Optional<Long> uptime,
        List<RouterRoute> routes,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public Router {
        routes = Check.list(routes);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
