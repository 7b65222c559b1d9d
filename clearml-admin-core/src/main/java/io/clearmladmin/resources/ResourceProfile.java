package io.clearmladmin.resources;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a job gets.
 *
 * @param id its id, chosen by whoever adds it
 * @param name the name
 * @param description the description
 * @param profileCost the resources of a job
 * @param costField the task's field that holds them; release 3.29
 * @param poolLinks the pools that it takes from
 * @param policyConnections the policies that it belongs to
 * @param additional unknown fields, as received
 */
public record ResourceProfile(
        String id,
        Optional<String> name,
        Optional<String> description,
        Optional<Double> profileCost,
        Optional<String> costField,
        List<PoolLink> poolLinks,
        List<PolicyConnection> policyConnections,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public ResourceProfile {
        Check.present("id", id);
        poolLinks = Check.list(poolLinks);
        policyConnections = Check.list(policyConnections);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
