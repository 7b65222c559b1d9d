package io.clearmladmin.auth;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.EnterpriseOnly;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import org.immutables.value.Value;

/** A key to create. */
@JsonDeserialize(builder = CreateCredentials.Builder.class)
@Value.Immutable
public interface CreateCredentials extends Extensible {

    /** What the key is for. */
    Optional<String> label();

    /**
     * Lifetime in seconds: 0 to 31,536,000 (a year), 0 for the server's default. Enterprise: an open-source server makes keys that
     * never end, and a request with a lifetime is not sent to one.
     */
    @EnterpriseOnly
    Optional<Long> expirationSec();

    /** Rejects invalid values. */
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
