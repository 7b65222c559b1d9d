package io.clearmladmin.tenants;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import org.immutables.value.Value;

/** A variable of a volume template. */
@JsonDeserialize(builder = TemplateVariable.Builder.class)
@Value.Immutable
public interface TemplateVariable extends Extensible {

    /** The name. */
    String name();

    /** Who sets it: {@code tenant_admin} or {@code user}. */
    String access();

    /** Whether it must be set. */
    Optional<Boolean> mandatory();

    /** The default value. */
    Optional<String> defaultValue();

    /** The name that people see. */
    Optional<String> displayName();

    /** The description. */
    Optional<String> description();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("name", name());
        Check.text("access", access());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link TemplateVariable}. */
    final class Builder extends ImmutableTemplateVariable.Builder {
        Builder() {}
    }
}
