package io.clearmladmin.system;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tenant with its settings.
 *
 * @param id the tenant's id
 * @param name the name
 * @param active whether it is active
 * @param defaults its settings, as received
 * @param services its services
 * @param additional unknown fields, as received
 */
public record CompanyInfo(
        String id,
        Optional<String> name,
        Optional<Boolean> active,
        Map<String, Object> defaults,
        List<CompanyServiceInfo> services,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public CompanyInfo {
        Check.present("id", id);
        defaults = Check.map(defaults);
        services = Check.list(services);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
