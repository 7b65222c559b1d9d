package io.clearmladmin.calls;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.errors.ClearMlException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/** How a call, or one attempt of it, ended. It holds nothing secret. */
@JsonDeserialize(builder = CallEvent.Builder.class)
@Value.Immutable
public interface CallEvent {

    /** What is known of an ended call. */
    enum Outcome {
        /** The server said that it was carried out. */
        DONE,
        /** It was not carried out. */
        NOT_DONE,
        /** It may have been carried out. */
        UNKNOWN
    }

    /** How it began, with what the first login said of the caller if it happened during the call. */
    CallStart start();

    /** The endpoint. */
    String endpoint();

    /** Which attempt of its call this was, from 1; for a call, how many it took. */
    int attempt();

    /** How long it took. */
    Duration duration();

    /** Whether it was carried out. */
    Outcome outcome();

    /** The HTTP status, if a reply came. */
    OptionalInt httpStatus();

    /** {@code meta.result_subcode}, if the reply was the API server's. */
    OptionalInt subcode();

    /** {@code meta.id}, the call's id in the server's log. */
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
