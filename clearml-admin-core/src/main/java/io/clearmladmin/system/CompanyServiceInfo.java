package io.clearmladmin.system;

import io.clearmladmin.endpoint.Extensible;
import java.util.Optional;
import org.immutables.value.Value;

/** A service of a tenant. */
@Value.Immutable
public interface CompanyServiceInfo extends Extensible {

    /** Its type. */
    Optional<String> type();

    /** Its address. */
    Optional<String> url();

    /** Whether there is a fallback. */
    Optional<Boolean> useFallback();

    /** What it matches, as it came. */
    Optional<Object> matchSets();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CompanyServiceInfo}. */
    final class Builder extends ImmutableCompanyServiceInfo.Builder {
        Builder() {}
    }
}
