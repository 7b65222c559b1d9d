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
 * A token of the App Gateway.
 *
 * @param id its id
 * @param key the key
 * @param token the token; shown only at creation
 * @param label what it is for
 * @param type {@code endpoint_token} or {@code identity_token}
 * @param created when it was created
 * @param createdBy by whom, as received
 * @param expires when it expires
 * @param revoked whether it is revoked
 * @param additional unknown fields, as received
 */
public record RouterToken(
        Optional<String> id,
        Optional<Secret> key,
        Optional<Secret> token,
        Optional<String> label,
        Optional<String> type,
        Optional<Instant> created,
        Optional<Object> createdBy,
        Optional<Instant> expires,
        Optional<Boolean> revoked,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public RouterToken {
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
