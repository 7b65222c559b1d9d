package io.clearmladmin.auth;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.internal.check.Check;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** A user to create. */
@JsonDeserialize(builder = CreateUser.Builder.class)
@Value.Immutable
public interface CreateUser extends Extensible {

    /** The display name. */
    String name();

    /** The id of the tenant. */
    String company();

    /** The e-mail; unique on the whole server, case-sensitive. */
    String email();

    /** The role; {@code user} if absent. */
    Optional<Role> role();

    /** The given name. */
    Optional<String> givenName();

    /** The family name. */
    Optional<String> familyName();

    /** The address of a picture. */
    Optional<String> avatar();

    /** Whether the user is internal, as an agent for one tenant needs it. Only role system may set it. Enterprise. */
    Optional<Boolean> internal();

    /** Free information. Enterprise. */
    Optional<Map<String, Object>> additionalInfo();

    /** The identity provider. Enterprise. */
    Optional<String> provider();

    /** The provider's token. Enterprise. */
    Optional<Secret> providerToken();

    /** The user's id at the provider. Enterprise. */
    Optional<String> providerUserId();

    /** An e-mail that the user gave. Enterprise. */
    Optional<String> userProvidedEmail();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("name", name());
        Check.text("company", company());
        Check.email("email", email());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CreateUser}. */
    final class Builder extends ImmutableCreateUser.Builder {
        Builder() {}
    }
}
