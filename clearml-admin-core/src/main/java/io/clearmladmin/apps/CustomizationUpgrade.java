package io.clearmladmin.apps;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a version of the application would do to a customization.
 *
 * @param customizationId the customization
 * @param name its name
 * @param conflicts overrides that do not fit the version
 * @param newFields fields that the version brings, as received
 * @param orphaned overrides of fields that are gone, as received
 * @param preserved overrides that stay, as received
 * @param currentVersion the version that it has
 * @param targetVersion the version that was asked about
 * @param additional unknown fields, as received
 */
public record CustomizationUpgrade(
        Optional<String> customizationId,
        Optional<String> name,
        List<UpgradeConflict> conflicts,
        List<Object> newFields,
        List<Object> orphaned,
        List<Object> preserved,
        Optional<String> currentVersion,
        Optional<String> targetVersion,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public CustomizationUpgrade {
        conflicts = Check.list(conflicts);
        newFields = Check.list(newFields);
        orphaned = Check.list(orphaned);
        preserved = Check.list(preserved);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
