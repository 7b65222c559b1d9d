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
 * @param esConnectionError whether it is out of reach
 * @param additional fields without a component of their own, as they came
 */
public record ServerErrors(
        Optional<Boolean> missedEsUpgrade,
        Optional<Boolean> esConnectionError,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** What is absent is empty. */
    public ServerErrors {
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
