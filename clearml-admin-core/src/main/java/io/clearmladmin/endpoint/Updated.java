package io.clearmladmin.endpoint;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;

/**
 * What a change did.
 *
 * @param updated how many objects it changed; 0 if nothing was different, or there is no such object
 * @param fields what was set
 * @param additional fields without a component of their own, as they came
 */
public record Updated(
        Integer updated,
        Map<String, Object> fields,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Refuses what must be there and is not. */
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
