package io.clearmladmin.onboarding;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import org.immutables.value.Value;

/** A person who may join a tenant by logging in. */
@JsonSerialize
@Value.Immutable
public interface InvitedSpec {

    /** The e-mail. */
    String email();

    /** {@code user} if absent. */
    Optional<Role> role();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.email("email", email());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link InvitedSpec}. */
    final class Builder extends ImmutableInvitedSpec.Builder {
        Builder() {}
    }
}
