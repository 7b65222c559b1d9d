package io.clearmladmin.system;

import io.clearmladmin.endpoint.Extensible;
import java.util.Optional;
import org.immutables.value.Value;

/** A tenant. */
@Value.Immutable
public interface Company extends Extensible {

    /** The tenant's id. */
    String id();

    /** The name. */
    Optional<String> name();

    /** Whether it is active. */
    Optional<Boolean> active();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link Company}. */
    final class Builder extends ImmutableCompany.Builder {
        Builder() {}
    }
}
