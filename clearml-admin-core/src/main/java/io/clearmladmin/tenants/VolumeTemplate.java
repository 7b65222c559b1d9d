package io.clearmladmin.tenants;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** A volume that tenants may give to their tasks. */
@JsonDeserialize(builder = VolumeTemplate.Builder.class)
@Value.Immutable
public interface VolumeTemplate extends Extensible {

    /** Its id; generated if absent. */
    Optional<String> id();

    /** The name. */
    String name();

    /** The volume's specification. */
    Object spec();

    /** The type. */
    Optional<String> type();

    /** The description. */
    Optional<String> description();

    /** Ids of the tenants that may use it. */
    Optional<List<String>> tenants();

    /** The variables that the user sets. */
    Optional<List<TemplateVariable>> variables();

    /** Names of global variables in it. */
    Optional<List<String>> globalTemplateVariables();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("name", name());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link VolumeTemplate}. */
    final class Builder extends ImmutableVolumeTemplate.Builder {
        Builder() {}
    }
}
