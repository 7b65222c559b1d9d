package io.clearmladmin.resources;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import org.immutables.value.Value;

/** Changes to a resource policy; absent fields stay. */
@JsonDeserialize(builder = UpdatePolicy.Builder.class)
@Value.Immutable
public interface UpdatePolicy extends Extensible {

    /** The policy's id. */
    String id();

    /** The name. */
    Optional<String> name();

    /** The id of the group it is for. */
    Optional<String> userGroup();

    /** How much the group may use at once. */
    Optional<Double> limit();

    /** How much the group is guaranteed. */
    Optional<Double> reservation();

    /** The description. */
    Optional<String> description();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("id", id());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link UpdatePolicy}. */
    final class Builder extends ImmutableUpdatePolicy.Builder {
        Builder() {}
    }
}
