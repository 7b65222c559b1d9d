package io.clearmladmin.tenants;

import io.clearmladmin.endpoint.Extensible;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** A tenant. */
@Value.Immutable
public interface Tenant extends Extensible {

    /** The tenant's id. */
    String id();

    /** The name. */
    Optional<String> name();

    /** E-mails of its admins. */
    List<String> adminEmails();

    /** Whether it is the server's default tenant. */
    Optional<Boolean> defaultCompany();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link Tenant}. */
    final class Builder extends ImmutableTenant.Builder {
        Builder() {}
    }
}
