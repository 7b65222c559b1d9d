package io.clearmladmin.auth;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a user of an identity provider is known.
 *
 * @param valid whether it is
 * @param user the user's id
 * @param company the tenant's id
 * @param msg why it is not
 * @param additional unknown fields, as received
 */
public record UserValidity(
        Boolean valid,
        Optional<String> user,
        Optional<String> company,
        Optional<String> msg,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public UserValidity {
        Check.present("valid", valid);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
