package io.clearmladmin.login;

import io.clearmladmin.endpoint.Extensible;
import java.util.Optional;
import org.immutables.value.Value;

/** What is wrong with the server's Elasticsearch. */
@Value.Immutable
public interface ServerErrors extends Extensible {

    /** Whether an upgrade was missed. */
    Optional<Boolean> missedEsUpgrade();

    /** Whether it is out of reach. */
    Optional<Boolean> esConnectionError();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link ServerErrors}. */
    final class Builder extends ImmutableServerErrors.Builder {
        Builder() {}
    }
}
