package io.clearmladmin.onboarding;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.clearmladmin.internal.check.Check;
import java.time.Duration;
import java.util.Optional;
import org.immutables.value.Value;

/** A key to create. */
@JsonSerialize
@Value.Immutable
public interface KeySpec {

    /** Its purpose, such as {@code agent} or {@code app-gateway}. A user has one key per label. */
    String label();

    /** The e-mail of the user whose key it is; the admin if absent. */
    Optional<String> user();

    /**
     * Its lifetime, at most a year; the server's default if absent. Enterprise: on an open-source server, whose keys never
     * expire, a key with a lifetime is not created, and the plan says so.
     */
    Optional<Duration> lifetime();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("label", label());
        lifetime().ifPresent(lifetime -> Check.tokenLifetime("lifetime", lifetime));
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
