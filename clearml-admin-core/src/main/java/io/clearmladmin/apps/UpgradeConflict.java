package io.clearmladmin.apps;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An override that does not fit a version of the application.
 *
 * @param entryName the field of the form
 * @param overriddenFields what of it is overridden, as received
 * @param reason {@code type_changed}, {@code range_violation} or {@code choice_removed}
 * @param newType the type that the field has now
 * @param additional unknown fields, as received
 */
public record UpgradeConflict(
        Optional<String> entryName,
        List<Object> overriddenFields,
        Optional<String> reason,
        Optional<String> newType,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public UpgradeConflict {
        overriddenFields = Check.list(overriddenFields);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
