package io.clearmladmin.users;

import io.clearmladmin.endpoint.Extensible;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** When a user was last seen. */
@Value.Immutable
public interface UserActivity extends Extensible {

    /** The last login with a key. */
    Optional<Instant> lastCredentialsLogin();

    /** The identity provider last used. */
    Optional<String> lastProvider();

    /** The last login through it. */
    Optional<Instant> lastProviderLogin();

    /** Its name. */
    Optional<String> lastProviderName();

    /** The last use of the web UI. */
    Optional<Instant> lastUiAccess();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link UserActivity}. */
    final class Builder extends ImmutableUserActivity.Builder {
        Builder() {}
    }
}
