package io.clearmladmin.resources;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * A resource policy.
 *
 * @param id the policy's id
 * @param name the name
 * @param description the description
 * @param userGroup the id of the group it is for
 * @param userGroupName the name of the group
 * @param limit how much the group may use at once
 * @param reservation how much the group is guaranteed
 * @param usage what is in use, as received
 * @param additional unknown fields, as received
 */
public record Policy(
        String id,
        Optional<String> name,
        Optional<String> description,
        Optional<String> userGroup,
        Optional<String> userGroupName,
        Optional<Double> limit,
        Optional<Double> reservation,
        Optional<Object> usage,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public Policy {
        Check.present("id", id);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
