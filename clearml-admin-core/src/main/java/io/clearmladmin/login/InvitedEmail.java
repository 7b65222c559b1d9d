package io.clearmladmin.login;

import io.clearmladmin.endpoint.Extensible;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** An e-mail that may join, or has. */
@Value.Immutable
public interface InvitedEmail extends Extensible {

    /** The e-mail. */
    String email();

    /** {@code pending} or {@code accepted}. */
    Optional<String> status();

    /** When it was added. */
    Optional<Instant> added();

    /** When its owner joined. */
    Optional<Instant> accepted();

    /** Who joined. */
    Optional<InvitedUser> user();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link InvitedEmail}. */
    final class Builder extends ImmutableInvitedEmail.Builder {
        Builder() {}
    }
}
