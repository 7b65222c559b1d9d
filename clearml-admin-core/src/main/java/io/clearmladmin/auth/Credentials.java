package io.clearmladmin.auth;

import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Secret;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** A new key. Its secret is shown this once and never again. */
@Value.Immutable
public interface Credentials extends Extensible {

    /** The access key. */
    String accessKey();

    /** The secret key. */
    Secret secretKey();

    /** What the key is for. */
    Optional<String> label();

    /** When it ends; absent if never. Enterprise. */
    Optional<Instant> expire();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link Credentials}. */
    final class Builder extends ImmutableCredentials.Builder {
        Builder() {}
    }
}
