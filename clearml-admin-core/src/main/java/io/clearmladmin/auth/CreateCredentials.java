package io.clearmladmin.auth;

import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import org.immutables.value.Value;

/** A key to create. */
@Value.Immutable
public interface CreateCredentials extends Extensible {

    /** What the key is for. */
    Optional<String> label();

    /**
     * Life in seconds: 0 to 31,536,000 (a year), 0 for the server's default. Enterprise. An open-source server drops it without
     * a word and makes a key that never ends: look whether the reply has {@link Credentials#expire()}.
     */
    Optional<Long> expirationSec();

    /** Refuses what can never work. */
    @Value.Check
    default void check() {
        Check.seconds("expirationSec", expirationSec());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CreateCredentials}. */
    final class Builder extends ImmutableCreateCredentials.Builder {
        Builder() {}
    }
}
