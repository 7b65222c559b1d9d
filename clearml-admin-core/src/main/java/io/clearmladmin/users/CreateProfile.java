package io.clearmladmin.users;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import org.immutables.value.Value;

/** A profile to create for a user id that authentication already knows. */
@JsonDeserialize(builder = CreateProfile.Builder.class)
@Value.Immutable
public interface CreateProfile extends Extensible {

    /** The user's id. */
    String id();

    /** The tenant's id. */
    String company();

    /** The display name. */
    String name();

    /** The given name. */
    Optional<String> givenName();

    /** The family name. */
    Optional<String> familyName();

    /** The address of a picture. */
    Optional<String> avatar();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("id", id());
        Check.text("company", company());
        Check.text("name", name());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CreateProfile}. */
    final class Builder extends ImmutableCreateProfile.Builder {
        Builder() {}
    }
}
