package io.clearmladmin.auth;

import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Role;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** What a token is worth. */
@Value.Immutable
public interface TokenValidity extends Extensible {

    /** Whether the server accepts it. */
    Boolean valid();

    /** Its owner's id. */
    Optional<String> user();

    /** The tenant's id. */
    Optional<String> company();

    /** Why it is not valid. */
    Optional<String> msg();

    /** The role. Enterprise. */
    Optional<Role> role();

    /** The tenant it was made for. Enterprise. */
    Optional<String> tenant();

    /** The tenants of its owner. Enterprise. */
    List<String> tenants();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link TokenValidity}. */
    final class Builder extends ImmutableTokenValidity.Builder {
        Builder() {}
    }
}
