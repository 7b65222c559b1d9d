package io.clearmladmin.apps;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An application in the catalogue, or as one tenant has it. Which of the fields a reply has depends on the call.
 *
 * @param appId its id
 * @param name the name
 * @param description the description
 * @param category the category, to which access rules may refer
 * @param provider who made it
 * @param version the version that the tenant has; of one tenant only
 * @param status {@code deployed} if some tenant has it enabled, {@code disabled} if it is assigned and nowhere enabled, or {@code
 * not_deployed}
 * @param deployed whether some version is installed, which is not {@code status}: no tenant may have it
 * @param deployedVersion the version that is active
 * @param latestVersion the newest version that the server has
 * @param rollup how many tenants have it
 * @param versions its versions
 * @param customizations what was derived from it under names of its own
 * @param additional unknown fields, as received
 */
public record Application(
        String appId,
        Optional<String> name,
        Optional<String> description,
        Optional<String> category,
        Optional<String> provider,
        Optional<String> version,
        Optional<String> status,
        Optional<Boolean> deployed,
        Optional<String> deployedVersion,
        Optional<String> latestVersion,
        Optional<AssignmentCounts> rollup,
        List<ApplicationVersion> versions,
        List<Customization> customizations,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public Application {
        Check.present("appId", appId);
        versions = Check.list(versions);
        customizations = Check.list(customizations);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
