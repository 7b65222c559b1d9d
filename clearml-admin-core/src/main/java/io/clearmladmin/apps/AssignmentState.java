package io.clearmladmin.apps;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.clearmladmin.internal.text.SafeText;
import java.util.Objects;

/**
 * What a tenant may do with an application that it has, an open set: a state that this version does not know is kept as it is. A
 * tenant that does not have the application has no state.
 *
 * @param value the server's word for it
 */
public record AssignmentState(@JsonValue String value) {

    /** Its users may launch it. */
    public static final AssignmentState ENABLED = new AssignmentState("enabled");

    /** Its users see it and may not launch it; what runs goes on. */
    public static final AssignmentState DISABLED = new AssignmentState("disabled");

    /** Rejects null. */
    @JsonCreator
    public AssignmentState {
        Objects.requireNonNull(value, "state");
    }

    @Override
    public String toString() {
        return SafeText.line(value);
    }
}
