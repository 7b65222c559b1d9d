package io.clearmladmin.onboarding;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import java.util.stream.Stream;
import org.immutables.value.Value;

/** A resource policy of a tenant: how much a group may use at once. */
@JsonSerialize
@Value.Immutable
public interface PolicySpec {

    /** The name, which identifies the policy. */
    String name();

    /**
     * The name of the group it is for, of this specification or of those that every tenant has. A policy that is of another group
     * stays so, and the plan says it: {@code resources.move_policy} takes waiting tasks out of their queues.
     */
    String group();

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
        Check.text("group", group());
        Stream.of(limit(), reservation()).flatMap(Optional::stream).forEach(number -> {
            if (number.isNaN() || number.isInfinite() || number < 0) {
                throw new IllegalArgumentException("limit, reservation: must not be negative, got " + number);
            }
        });
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link PolicySpec}. */
    final class Builder extends ImmutablePolicySpec.Builder {
        Builder() {}
    }
}
