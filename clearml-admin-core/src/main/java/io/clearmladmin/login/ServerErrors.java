package io.clearmladmin.login;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * What is wrong with the server's Elasticsearch.
 *
 * @param missedEsUpgrade whether an upgrade was missed
 * @param esConnectionError whether it is unreachable
 * @param additional unknown fields, as received
 */
public record ServerErrors(
        Optional<Boolean> missedEsUpgrade,
        Optional<Boolean> esConnectionError,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public ServerErrors {
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
