package io.clearmladmin.users;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import org.immutables.value.Value;

/** Changes to a profile; absent fields stay. */
@JsonDeserialize(builder = UpdateUser.Builder.class)
@Value.Immutable
public interface UpdateUser extends Extensible {

    /** The user's id. */
    String user();

    /** The display name. */
    Optional<String> name();

    /** The given name. */
    Optional<String> givenName();

    /** The family name. */
    Optional<String> familyName();

    /** The address of a picture. */
    Optional<String> avatar();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("user", user());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link UpdateUser}. */
    final class Builder extends ImmutableUpdateUser.Builder {
        Builder() {}
    }
}
