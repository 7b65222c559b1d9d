package io.clearmladmin.auth;

import io.clearmladmin.endpoint.Extensible;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** A user's keys and the bounds on them. */
@Value.Immutable
public interface CredentialList extends Extensible {

    /** The keys. */
    List<CredentialInfo> credentials();

    /** Keys in other tenants, by tenant; their form is not documented. Enterprise. */
    Map<String, Object> additionalCredentials();

    /** How many keys a user may have. Enterprise. */
    Optional<Integer> maxCredentials();

    /** The life of a new key in seconds; 0 for no end. Enterprise 3.29. */
    Optional<Long> defaultExpirationSec();

    /** The longest life in seconds. Enterprise 3.29. */
    Optional<Long> maxExpirationSec();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CredentialList}. */
    final class Builder extends ImmutableCredentialList.Builder {
        Builder() {}
    }
}
