package io.clearmladmin;

import io.clearmladmin.errors.ClearMlException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/** How a call, or one attempt of it, ended. It holds nothing secret. */
@Value.Immutable
public interface CallEvent {

    /** The endpoint. */
    String endpoint();

    /** Which attempt of its call this was, from 1; for a call, how many it took. */
    int attempt();

    /** How long it took. */
    Duration duration();

    /** The HTTP status, if a reply came. */
    OptionalInt httpStatus();

    /** {@code meta.result_subcode}, if the reply was the API server's. */
    OptionalInt subcode();

    /** {@code meta.id}, by which the server's log knows the call. */
    Optional<String> requestId();

    /** The transaction id that was sent. */
    String trx();

    /** Why it failed; empty if it did not. */
    Optional<ClearMlException> failure();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CallEvent}, also for tests of listeners. */
    final class Builder extends ImmutableCallEvent.Builder {
        Builder() {}
    }
}
