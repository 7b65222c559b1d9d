package io.clearmladmin.resources;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;

/**
 * Pools of resources, and the profiles that jobs get from them. Read it, change it, and send it whole: it replaces the
 * draft.
 *
 * @param pools the pools
 * @param profiles the profiles
 * @param additional unknown fields, as received
 */
public record ResourceConfiguration(
        List<ResourcePool> pools,
        List<ResourceProfile> profiles,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Turns absent fields into empty ones. */
    public ResourceConfiguration {
        pools = Check.list(pools);
        profiles = Check.list(profiles);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
