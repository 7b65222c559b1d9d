package io.clearmladmin.system;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import org.immutables.value.Value;

/** What to return of tenants besides id and name. */
@JsonDeserialize(builder = CompanyData.Builder.class)
@Value.Immutable
public interface CompanyData extends Extensible {

    /** Whether to count their users; in which field is not documented. */
    Boolean users();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CompanyData}. */
    final class Builder extends ImmutableCompanyData.Builder {
        Builder() {}
    }
}
