package io.clearmladmin.system;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * A service of a tenant.
 *
 * @param type its type
 * @param url its address
 * @param useFallback whether there is a fallback
 * @param matchSets what it matches, as received
 * @param additional unknown fields, as received
 */
public record CompanyServiceInfo(
        Optional<String> type,
        Optional<String> url,
        Optional<Boolean> useFallback,
        Optional<Object> matchSets,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public CompanyServiceInfo {
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
