package io.clearmladmin.tenants;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import org.immutables.value.Value;

/** A tenant to delete. */
@JsonDeserialize(builder = DeleteTenant.Builder.class)
@Value.Immutable
public interface DeleteTenant extends Extensible {

    /** The tenant's id. */
    String tenant();

    /** Its name, as a check: it must equal the stored one. */
    String name();

    /** Whether to delete it even while something runs; false if absent. */
    Optional<Boolean> force();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("tenant", tenant());
        Check.text("name", name());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link DeleteTenant}. */
    final class Builder extends ImmutableDeleteTenant.Builder {
        Builder() {}
    }
}
