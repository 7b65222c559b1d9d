package io.clearmladmin.auth;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A new key. Its secret is shown this once and never again.
 *
 * @param accessKey the access key
 * @param secretKey the secret key
 * @param label what the key is for
 * @param expire when it expires; absent if never. Enterprise.
 * @param additional unknown fields, as received
 */
public record Credentials(
        String accessKey,
        Secret secretKey,
        Optional<String> label,
        Optional<Instant> expire,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public Credentials {
        Check.present("accessKey", accessKey);
        Check.present("secretKey", secretKey);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
