package io.clearmladmin.onboarding;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.clearmladmin.internal.check.Check;
import java.time.Duration;
import java.util.Optional;
import org.immutables.value.Value;

/** A key that shall be made. */
@JsonSerialize
@Value.Immutable
public interface KeySpec {

    /** What it is for, such as {@code agent} or {@code app-gateway}. A user has one key of a label. */
    String label();

    /** The e-mail of the user whose key it is; the admin if absent. */
    Optional<String> user();

    /**
     * How long it lasts, a year at most; as the server has it if absent. Enterprise: on an open-source server, whose keys never end,
     * a key with a life is not made, and the plan says so.
     */
    Optional<Duration> life();

    /** Refuses what can never work. */
    @Value.Check
    default void check() {
        Check.text("label", label());
        life().ifPresent(life -> Check.tokenLife("life", life));
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link KeySpec}. */
    final class Builder extends ImmutableKeySpec.Builder {
        Builder() {}
    }
}
