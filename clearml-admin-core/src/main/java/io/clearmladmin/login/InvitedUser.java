package io.clearmladmin.login;

import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Role;
import java.util.Optional;
import org.immutables.value.Value;

/** Who joined. */
@Value.Immutable
public interface InvitedUser extends Extensible {

    /** The user's id. */
    String id();

    /** The display name. */
    Optional<String> name();

    /** The role. */
    Optional<Role> role();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link InvitedUser}. */
    final class Builder extends ImmutableInvitedUser.Builder {
        Builder() {}
    }
}
