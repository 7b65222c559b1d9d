package io.clearmladmin.permissions;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What users and groups may do with an object.
 *
 * @param id the rule's id
 * @param name the name
 * @param description the description
 * @param entityType {@code task}, {@code model}, {@code project}, {@code queue}, {@code dataset}, {@code dataview},
 *     {@code route}, {@code app}, {@code app_category}
 * @param entityId its id; {@code *} for all of the type
 * @param accessPermission {@code read} or {@code read_write}
 * @param users users
 * @param groups groups
 * @param additional unknown fields, as received
 */
public record AccessRule(
        String id,
        Optional<String> name,
        Optional<String> description,
        Optional<String> entityType,
        Optional<String> entityId,
        Optional<String> accessPermission,
        List<Reference> users,
        List<Reference> groups,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public AccessRule {
        Check.present("id", id);
        users = Check.list(users);
        groups = Check.list(groups);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
