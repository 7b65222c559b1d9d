package io.clearmladmin.organization;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * An owner of a tenant.
 *
 * @param id the user's id
 * @param name the name
 * @param avatar the address of a picture
 * @param additional fields without a component of their own, as they came
 */
public record Owner(
        String id,
        Optional<String> name,
        Optional<String> avatar,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Refuses what must be there and is not. */
    public Owner {
        Check.present("id", id);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
