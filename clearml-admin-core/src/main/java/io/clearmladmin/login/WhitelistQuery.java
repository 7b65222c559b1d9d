package io.clearmladmin.login;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import org.immutables.value.Value;

/** What to find in the whitelists of all tenants: an e-mail or a domain. */
@JsonDeserialize(builder = WhitelistQuery.Builder.class)
@Value.Immutable
public interface WhitelistQuery extends Extensible {

    /** An e-mail. */
    Optional<String> email();

    /** A domain. */
    Optional<String> domain();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.oneOf("email", email(), "domain", domain());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link WhitelistQuery}. */
    final class Builder extends ImmutableWhitelistQuery.Builder {
        Builder() {}
    }
}
