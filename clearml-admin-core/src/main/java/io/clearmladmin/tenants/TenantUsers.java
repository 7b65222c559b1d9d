package io.clearmladmin.tenants;

import io.clearmladmin.endpoint.Extensible;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** A tenant's users. */
@Value.Immutable
public interface TenantUsers extends Extensible {

    /** How many there may be. */
    Optional<Integer> maxAllowed();

    /** Those who joined. */
    List<TenantUser> active();

    /** Those who may. */
    List<PendingUser> pending();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link TenantUsers}. */
    final class Builder extends ImmutableTenantUsers.Builder {
        Builder() {}
    }
}
