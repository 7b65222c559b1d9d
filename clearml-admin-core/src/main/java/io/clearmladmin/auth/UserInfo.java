package io.clearmladmin.auth;

import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** What the login side knows of a user. */
@Value.Immutable
public interface UserInfo extends Extensible {

    /** The user's id. */
    String id();

    /** The e-mail. */
    Optional<String> email();

    /** When the user was created. */
    Optional<Instant> created();

    /** The role. */
    Optional<Role> role();

    /** The ids of the groups. */
    List<String> secGroups();

    /** The identity providers, as they came. */
    Optional<Object> providers();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link UserInfo}. */
    final class Builder extends ImmutableUserInfo.Builder {
        Builder() {}
    }
}
