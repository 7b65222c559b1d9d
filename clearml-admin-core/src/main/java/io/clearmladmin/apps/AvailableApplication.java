package io.clearmladmin.apps;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * An application as the users of a tenant see it.
 *
 * @param id its id
 * @param name the name
 * @param version the version
 * @param active whether it is active
 * @param category the category
 * @param state the state of the assignment
 * @param customizationId the customization, if it is one
 * @param missingRouter whether it needs an app gateway that the tenant does not have
 * @param running instances that run; only if usages were asked for
 * @param pending instances that wait; only if usages were asked for
 * @param additional unknown fields, as received
 */
public record AvailableApplication(
        String id,
        Optional<String> name,
        Optional<String> version,
        Optional<Boolean> active,
        Optional<String> category,
        Optional<String> state,
        Optional<String> customizationId,
        Optional<Boolean> missingRouter,
        Optional<Integer> running,
        Optional<Integer> pending,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public AvailableApplication {
        Check.present("id", id);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
