package io.clearmladmin.calls;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.internal.check.Check;
import java.time.Duration;
import java.util.Optional;
import org.immutables.value.Value;

/** What may differ from call to call; see {@link io.clearmladmin.ClearMl#with}. What is not set is as the client was built. */
@JsonDeserialize(builder = CallOptions.Builder.class)
@Value.Immutable
public interface CallOptions {

    /** The time for a whole call: waiting, login, all attempts and the pauses between them. */
    Optional<Duration> callTimeout();

    /** The time for one attempt, from connecting to the last byte of the reply. */
    Optional<Duration> attemptTimeout();

    /** How often a call is tried at most; 1 turns retries off. */
    Optional<Integer> maxAttempts();

    /**
     * How long a call is retried while the server cannot be connected to; see {@link
     * io.clearmladmin.ClearMl.Builder#unreachableRetry}.
     */
    Optional<Duration> unreachableRetry();

    /** The transaction id to send instead of a random one; visible ASCII. */
    Optional<String> trx();

    /** The API version to request, such as {@code 2.30}. */
    Optional<String> apiVersion();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        callTimeout().ifPresent(time -> Check.wait("callTimeout", time));
        attemptTimeout().ifPresent(time -> Check.wait("attemptTimeout", time));
        maxAttempts().ifPresent(count -> Check.atLeastOne("maxAttempts", count));
        unreachableRetry().ifPresent(time -> Check.waitOrNone("unreachableRetry", time));
        trx().ifPresent(id -> Check.headerValue("trx", id));
        apiVersion().ifPresent(version -> Check.apiVersion("apiVersion", version));
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds {@link CallOptions}. */
    final class Builder extends ImmutableCallOptions.Builder {
        Builder() {}
    }
}
