package io.clearmladmin.users;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * A tenant that a user belongs to.
 *
 * @param id the tenant's id
 * @param name the tenant's name
 * @param active whether it is active
 * @param tier {@code free}, {@code paid} or {@code suspended}
 * @param additional unknown fields, as received
 */
public record UserCompany(
        String id,
        Optional<String> name,
        Optional<Boolean> active,
        Optional<String> tier,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public UserCompany {
        Check.present("id", id);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
