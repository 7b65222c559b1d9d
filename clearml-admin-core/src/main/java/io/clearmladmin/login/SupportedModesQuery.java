package io.clearmladmin.login;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Filter;
import java.util.Optional;
import org.immutables.value.Value;

/** For whom to list the ways to log in. */
@JsonDeserialize(builder = SupportedModesQuery.Builder.class)
@Value.Immutable
public interface SupportedModesQuery extends Extensible {

    /** The tenant. Enterprise. */
    @Filter
    Optional<String> tenant();

    /** A hint for the tenant. Enterprise. */
    @Filter
    Optional<String> companyHint();

    /** Whether the login is internal. Enterprise. */
    Optional<Boolean> internal();

    /** Passed on to identity providers. */
    Optional<String> state();

    /** The address that identity providers return to. */
    Optional<String> callbackUrlPrefix();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link SupportedModesQuery}. */
    final class Builder extends ImmutableSupportedModesQuery.Builder {
        Builder() {}
    }
}
