package io.clearmladmin.system;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Filter;
import java.util.Optional;
import org.immutables.value.Value;

/** Which tenants to list. */
@JsonDeserialize(builder = CompanyQuery.Builder.class)
@Value.Immutable
public interface CompanyQuery extends Extensible {

    /** The name, exact but case-insensitive. */
    @Filter
    Optional<String> name();

    /** A regular expression (Python's) for the name. */
    @Filter
    Optional<String> namePattern();

    /** Whether to list only tenants with a custom-events configuration. */
    Optional<Boolean> customEvents();

    /** What else to return. */
    Optional<CompanyData> customData();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CompanyQuery}. */
    final class Builder extends ImmutableCompanyQuery.Builder {
        Builder() {}
    }
}
