package io.clearmladmin.endpoint;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;

/**
 * The result of a change.
 *
 * @param updated how many objects it changed; 0 if no field differed, or no such object exists
 * @param fields what was set
 * @param additional unknown fields, as received
 */
public record Updated(
        Integer updated,
        Map<String, Object> fields,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Rejects a missing required field. */
    public Updated {
        Check.present("updated", updated);
        fields = Check.map(fields);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
