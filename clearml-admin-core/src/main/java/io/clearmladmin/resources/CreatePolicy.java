package io.clearmladmin.resources;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import org.immutables.value.Value;

/** A resource policy to create. */
@JsonDeserialize(builder = CreatePolicy.Builder.class)
@Value.Immutable
public interface CreatePolicy extends Extensible {

    /** The name. */
    String name();

    /** The id of the group it is for. */
    String userGroup();

    /** How much the group may use at once. */
    Optional<Double> limit();

    /** How much the group is guaranteed. */
    Optional<Double> reservation();

    /** The description. */
    Optional<String> description();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("name", name());
        Check.text("userGroup", userGroup());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CreatePolicy}. */
    final class Builder extends ImmutableCreatePolicy.Builder {
        Builder() {}
    }
}
