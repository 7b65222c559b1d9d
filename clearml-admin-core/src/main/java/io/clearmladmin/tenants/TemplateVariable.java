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

    /** Who fills it in: {@code tenant_admin} or {@code user}. */
    String access();

    /** Whether it must be filled in. */
    Optional<Boolean> mandatory();

    /** The value if it is not. */
    Optional<String> defaultValue();

    /** The name that people see. */
    Optional<String> displayName();

    /** The description. */
    Optional<String> description();

    /** Refuses what can never work. */
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
