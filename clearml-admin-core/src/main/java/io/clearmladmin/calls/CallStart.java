package io.clearmladmin.calls;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** The beginning of a call or of one attempt. It holds nothing secret. */
@JsonDeserialize(builder = CallStart.Builder.class)
@Value.Immutable
public interface CallStart {

    /** The endpoint. */
    String endpoint();

    /** Which attempt of its call this is, from 1. */
    int attempt();

    /** The transaction id that is sent. */
    String trx();

    /** When it began, on the clock of this machine. */
    Instant time();

    /** Whether it changes something on the server, by the endpoint's annotation; of a call by name, whether it may. */
    boolean changes();

    /**
     * The ids in the request, by field; only of a call that {@link #changes} something, and at most 100. An
     * access key is cut to its last four characters.
     */
    Map<String, List<String>> ids();

    /** The id of the user who logged in; empty before the first login, and without a token of the client's own. */
    Optional<String> user();

    /** The last four characters of the access key that logs in; empty where a ready token is used. */
    Optional<String> accessKey();

    /** The tenant of the view, or of the user who logged in. */
    Optional<String> tenant();

    /** The user whom the view impersonates; the call runs in that user's tenant. */
    Optional<String> impersonating();

    /** The user as whom the view acts; the call runs in that user's tenant. */
    Optional<String> actingAs();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CallStart}, also for tests of listeners. */
    final class Builder extends ImmutableCallStart.Builder {
        Builder() {}
    }
}
