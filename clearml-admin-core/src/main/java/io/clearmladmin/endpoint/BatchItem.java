package io.clearmladmin.endpoint;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;

/**
 * An object to which a call about many was done.
 *
 * @param id its id
 * @param additional unknown fields, as received
 */
public record BatchItem(String id, @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Rejects a missing required field. */
    public BatchItem {
        Check.present("id", id);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
