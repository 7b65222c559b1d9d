package io.clearmladmin.login;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Role;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** What a tenant has claimed. */
@Value.Immutable
public interface WhitelistEntry extends Extensible {

    /** The entry's id. */
    Optional<String> id();

    /** The tenant's id. */
    Optional<String> company();

    /** The domain. */
    Optional<String> domain();

    /** The group. */
    Optional<String> group();

    /** The e-mails. */
    List<WhitelistEmail> emails();

    /** The role of who joins. */
    Optional<Role> role();

    /** Whether who joins is an admin. */
    @JsonProperty("is_admin")
    Optional<Boolean> isAdmin();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link WhitelistEntry}. */
    final class Builder extends ImmutableWhitelistEntry.Builder {
        Builder() {}
    }
}
