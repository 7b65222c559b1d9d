package io.clearmladmin.users;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * A feature on trial.
 *
 * @param name the feature
 * @param status how the trial stands
 * @param additional fields without a component of their own, as they came
 */
public record TrialFeature(
        Optional<String> name,
        Optional<String> status,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** What is absent is empty. */
    public TrialFeature {
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
