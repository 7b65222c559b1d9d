package io.clearmladmin.login;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** E-mails that may join the tenant. */
@JsonDeserialize(builder = AddWhitelistEntries.Builder.class)
@Value.Immutable
public interface AddWhitelistEntries extends Extensible {

    /** The e-mails. */
    List<String> emails();

    /** Their role: {@code admin}, {@code user} or {@code consumer}. */
    Optional<Role> role();

    /** Whether they are admins; servers from API 2.37 use the role instead. */
    @JsonProperty("is_admin")
    Optional<Boolean> isAdmin();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.notEmpty("emails", emails());
        emails().forEach(email -> Check.email("emails", email));
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link AddWhitelistEntries}. */
    final class Builder extends ImmutableAddWhitelistEntries.Builder {
        Builder() {}
    }
}
