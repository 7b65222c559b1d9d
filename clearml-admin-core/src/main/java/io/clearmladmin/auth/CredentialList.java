package io.clearmladmin.auth;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A user's keys and the limits on them.
 *
 * @param credentials the keys
 * @param additionalCredentials keys in other tenants, by tenant; their form is not documented. Enterprise.
 * @param maxCredentials how many keys a user may have. Enterprise.
 * @param defaultExpirationSec the lifetime of a new key in seconds; 0 if it never expires. Enterprise 3.29.
 * @param maxExpirationSec the longest lifetime in seconds. Enterprise 3.29.
 * @param additional unknown fields, as received
 */
public record CredentialList(
        List<CredentialInfo> credentials,
        Map<String, Object> additionalCredentials,
        Optional<Integer> maxCredentials,
        Optional<Long> defaultExpirationSec,
        Optional<Long> maxExpirationSec,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public CredentialList {
        credentials = Check.list(credentials);
        additionalCredentials = Check.map(additionalCredentials);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
