package io.clearmladmin.auth;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import org.immutables.value.Value;

/** A token that is limited to a task. */
@JsonDeserialize(builder = TaskTokenRequest.Builder.class)
@Value.Immutable
public interface TaskTokenRequest extends Extensible {

    /** The task's id. */
    String task();

    /** The user's id, for another user. */
    Optional<String> user();

    /** The id of the tenant, for another user. */
    Optional<String> company();

    /** Lifetime in seconds: 0 to 31,536,000 (a year), 0 for the server's default. */
    Optional<Long> expirationSec();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("task", task());
        Check.seconds("expirationSec", expirationSec());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link TaskTokenRequest}. */
    final class Builder extends ImmutableTaskTokenRequest.Builder {
        Builder() {}
    }
}
