package io.clearmladmin.auth;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.internal.check.Check;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** A user to add to an on-premises server. */
@JsonDeserialize(builder = AddUser.Builder.class)
@Value.Immutable
public interface AddUser extends Extensible {

    /** The display name. */
    String name();

    /** The e-mail. */
    String email();

    /** The id of the tenant; the caller's if absent. */
    Optional<String> company();

    /** The password. */
    Optional<Secret> secretKey();

    /** The identity provider. */
    Optional<String> provider();

    /** The provider's token. */
    Optional<Secret> providerToken();

    /** The user's id at the provider. */
    Optional<String> providerUserId();

    /** Free information. */
    Optional<Map<String, Object>> additionalInfo();

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

    /** Builds an {@link AddUser}. */
    final class Builder extends ImmutableAddUser.Builder {
        Builder() {}
    }
}
