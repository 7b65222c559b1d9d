package io.clearmladmin.login;

import io.clearmladmin.endpoint.Extensible;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** An e-mail in a whitelist. */
@Value.Immutable
public interface WhitelistEmail extends Extensible {

    /** The e-mail. */
    String email();

    /** When it was added. */
    Optional<Instant> added();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link WhitelistEmail}. */
    final class Builder extends ImmutableWhitelistEmail.Builder {
        Builder() {}
    }
}
