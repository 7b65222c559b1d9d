package io.clearmladmin.apps;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A variant of an application under a name of its own. Its id can be given wherever an application's is asked for, and it is
 * assigned to tenants by itself.
 *
 * @param id its id
 * @param appId the application
 * @param name the name
 * @param category the category
 * @param status as of an {@link Application}
 * @param state its state in the tenant that was asked about
 * @param launchLocked whether nobody may launch it
 * @param rollup how many tenants have it
 * @param tenants which tenants have it
 * @param appearanceOverrides what looks different, as received
 * @param wizardOverrides what its form asks differently, as received
 * @param lastUpdate when it last changed
 * @param additional unknown fields, as received
 */
public record Customization(
        @JsonAlias("customization_id") String id,
        Optional<String> appId,
        Optional<String> name,
        Optional<String> category,
        Optional<String> status,
        Optional<String> state,
        Optional<Boolean> launchLocked,
        Optional<AssignmentCounts> rollup,
        List<AssignedTenant> tenants,
        Map<String, Object> appearanceOverrides,
        List<Map<String, Object>> wizardOverrides,
        Optional<Instant> lastUpdate,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public Customization {
        Check.present("id", id);
        tenants = Check.list(tenants);
        appearanceOverrides = Check.additional(appearanceOverrides);
        wizardOverrides = Check.list(wizardOverrides);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
