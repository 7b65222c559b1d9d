package io.clearmladmin.routers;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A route that a gateway has now.
 *
 * @param name the name
 * @param tasks the ids of the tasks that it leads to
 * @param additional unknown fields, as received
 */
public record RouterRoute(
        Optional<String> name,
        List<String> tasks,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Turns absent fields into empty ones. */
    public RouterRoute {
        tasks = Check.list(tasks);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
