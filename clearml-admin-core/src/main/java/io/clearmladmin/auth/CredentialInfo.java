package io.clearmladmin.auth;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A key without its secret.
 *
 * @param accessKey the access key
 * @param label what the key is for
 * @param lastUsed when it was last used
 * @param lastUsedFrom from where: an address, or the worker's name
 * @param created when it was created. Enterprise.
 * @param expire when it expires; absent if never. Enterprise.
 * @param additional unknown fields, as received
 */
public record CredentialInfo(
        String accessKey,
        Optional<String> label,
        Optional<Instant> lastUsed,
        Optional<String> lastUsedFrom,
        Optional<Instant> created,
        Optional<Instant> expire,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public CredentialInfo {
        Check.present("accessKey", accessKey);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
