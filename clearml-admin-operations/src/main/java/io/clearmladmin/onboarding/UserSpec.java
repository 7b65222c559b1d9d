package io.clearmladmin.onboarding;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import org.immutables.value.Value;

/** A user that a tenant shall have. */
@JsonSerialize
@Value.Immutable
public interface UserSpec {

    /** The display name. An open-source server tells users by it alone, so that it must be one user's there. */
    String name();

    /** The e-mail; it is compared with its case, as the server does. */
    String email();

    /** {@code user} if absent; {@code admin} for the admin. */
    Optional<Role> role();

    /**
     * Whether the user is internal, as one must be whose key an agent uses that serves one tenant. Absent: the admin
     * is, if the caller may make one so; others are not. Enterprise.
     */
    Optional<Boolean> internal();

    /** Refuses what can never work. */
    @Value.Check
    default void check() {
        Check.text("name", name());
        Check.email("email", email());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link UserSpec}. */
    final class Builder extends ImmutableUserSpec.Builder {
        Builder() {}
    }
}
