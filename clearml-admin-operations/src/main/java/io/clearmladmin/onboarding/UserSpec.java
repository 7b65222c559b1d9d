package io.clearmladmin.onboarding;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import org.immutables.value.Value;

/** A user of a tenant. */
@JsonSerialize
@Value.Immutable
public interface UserSpec {

    /** The display name. An open-source server distinguishes users only by it, so it must be unique there. */
    String name();

    /** The e-mail, case-sensitive as on the server. */
    String email();

    /** {@code user} if absent; {@code admin} for the admin. */
    Optional<Role> role();

    /**
     * Whether the user is internal, as the key of an agent for one tenant requires. If absent, the admin
     * is, if the caller may set it; others are not. Enterprise.
     */
    Optional<Boolean> internal();

    /** Rejects invalid values. */
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
