package io.clearmladmin.models;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * A model that was deleted.
 *
 * @param id its id
 * @param deleted whether it is gone
 * @param url where its file is
 * @param additional unknown fields, as received
 */
public record DeletedModel(
        String id,
        Optional<Boolean> deleted,
        Optional<String> url,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Rejects a missing required field. */
    public DeletedModel {
        Check.present("id", id);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
