package io.clearmladmin.tenants;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tenant.
 *
 * @param id the tenant's id
 * @param name the name
 * @param adminEmails e-mails of its admins
 * @param defaultCompany whether it is the server's default tenant
 * @param additional unknown fields, as received
 */
public record Tenant(
        String id,
        Optional<String> name,
        List<String> adminEmails,
        Optional<Boolean> defaultCompany,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public Tenant {
        Check.present("id", id);
        adminEmails = Check.list(adminEmails);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
