package io.clearmladmin.tenants;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.auth.Credentials;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * A tenant that was created, with a key of its new admin user.
 *
 * @param id the tenant's id
 * @param credentials the key; the secret is shown this once
 * @param additional unknown fields, as received
 */
public record CreatedTenant(
        String id,
        Optional<Credentials> credentials,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Rejects a missing required field. */
    public CreatedTenant {
        Check.present("id", id);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
