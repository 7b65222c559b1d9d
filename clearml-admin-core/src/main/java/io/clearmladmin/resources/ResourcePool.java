package io.clearmladmin.resources;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pool of resources.
 *
 * @param id its id, chosen by whoever adds it
 * @param name the name
 * @param description the description
 * @param links the ids of the links to profiles, in the order in which jobs are executed
 * @param resources how many resources it has
 * @param additional unknown fields, as received
 */
public record ResourcePool(
        String id,
        Optional<String> name,
        Optional<String> description,
        List<String> links,
        Optional<Integer> resources,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public ResourcePool {
        Check.present("id", id);
        links = Check.list(links);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
