package io.clearmladmin.apps;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * What a version of an application would do to its customizations.
 *
 * @param customizationsTotal how many customizations there are
 * @param customizationsAffected how many do not fit
 * @param additional unknown fields, as received
 */
public record UpgradeImpact(
        Optional<Integer> customizationsTotal,
        Optional<Integer> customizationsAffected,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public UpgradeImpact {

        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
