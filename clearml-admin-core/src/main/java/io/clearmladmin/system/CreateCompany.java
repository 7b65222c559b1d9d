package io.clearmladmin.system;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import org.immutables.value.Value;

/** A tenant to create. */
@JsonDeserialize(builder = CreateCompany.Builder.class)
@Value.Immutable
public interface CreateCompany extends Extensible {

    /** The name, at least 3 characters. Unique only if {@code apiserver.company.unique_names} is on. */
    String name();

    /** Its settings. */
    Optional<CompanyDefaults> defaults();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.atLeast("name", name(), 3);
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CreateCompany}. */
    final class Builder extends ImmutableCreateCompany.Builder {
        Builder() {}
    }
}
