package io.clearmladmin.events;

import io.clearmladmin.ClearMl;
import io.clearmladmin.internal.check.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Hands events to the API server ({@code tenants.custom_events}), which writes its own message from a template of its own.
 *
 * <pre>{@code
 * EventSink sink = ApiServerSink.builder(clearml, event -> "tenants").build();
 * }</pre>
 *
 * <p>An event is sent as its {@code id}, {@code clearml_tenant}, {@code timestamp_millis} and its data; a value of the data
 * with one of these names is left out. An event that is of no tenant has no {@code clearml_tenant}. Durable is what the
 * server said that it took. Enterprise servers; roles {@code root}, {@code system}, or {@code admin} for its own tenant.
 * {@code emit} blocks for one call per batch and uses no threads of its own. Events of one template are published in their
 * order; after a batch whose fate is open, or once the sink is closed, none is sent. An interrupt ends the call in flight,
 * whose events are {@code UNKNOWN} then.
 */
public final class ApiServerSink implements EventSink {

    private final Settings settings;
    private volatile boolean isClosed;

    private ApiServerSink(Settings settings) {
        this.settings = settings;
    }

    /**
     * A builder of a sink that sends by this client, which the caller closes.
     *
     * @param templateKey the template, by its key on the server, for an event; must not be empty. An event for which it
     *     fails is {@code NOT_EMITTED}; the others are sent
     */
    public static Builder builder(ClearMl clearml, Function<Event, String> templateKey) {
        return new Builder(clearml, templateKey);
    }

    @Override
    public void emit(List<Event> events, Duration deadline) {
        if (isClosed) {
            throw new IllegalStateException("the sink is closed");
        }
        CustomEventsCalls calls = new CustomEventsCalls(settings, deadline);
        // The templates are asked for before anything is sent.
        for (CustomEventsCalls.Batch batch : batches(events, calls)) {
            if (isClosed) {
                calls.stop("the sink was closed before it was sent");
            }
            calls.send(batch);
        }
        calls.end();
    }

    private List<CustomEventsCalls.Batch> batches(List<Event> events, CustomEventsCalls calls) {
        List<CustomEventsCalls.Batch> batches = new ArrayList<>();
        Map<String, Batcher> batchers = new LinkedHashMap<>();
        for (Event event : events) {
            String key = calls.templateKey(event);
            long size = key.isEmpty() ? -1 : calls.size(event);
            if (size >= 0) {
                Batcher batcher =
                        batchers.computeIfAbsent(key, any -> new Batcher(settings.maxEvents(), settings.maxBytes()));
                batches.add(new CustomEventsCalls.Batch(key, batcher.add(event, size)));
            }
        }
        batchers.forEach((key, batcher) -> batches.add(new CustomEventsCalls.Batch(key, batcher.take())));
        batches.removeIf(batch -> batch.events().isEmpty());
        return batches;
    }

    /** Ends it; the client stays open. May be called again. */
    @Override
    public void close() {
        isClosed = true;
    }

    /** What a sink goes by. */
    record Settings(ClearMl clearml, Function<Event, String> templateKey, int maxEvents, long maxBytes, int repeats) {}

    /** Builds an {@link ApiServerSink}. Not for use by several threads. */
    public static final class Builder {

        private static final int REPEATS = 2;

        private final ClearMl clearml;
        private final Function<Event, String> templateKey;
        private int maxEvents = Batcher.MOST_EVENTS;
        private long maxBytes = Batcher.MOST_BYTES;
        private int repeats;

        private Builder(ClearMl clearml, Function<Event, String> templateKey) {
            this.clearml = Objects.requireNonNull(clearml, "clearml");
            this.templateKey = Objects.requireNonNull(templateKey, "templateKey");
        }

        /** How many events go into one call at most; 500 by default. */
        public Builder maxEvents(int count) {
            maxEvents = (int) Check.atLeastOne("maxEvents", count);
            return this;
        }

        /** How many bytes of events, as JSON, go into one call at most; 1 MiB by default. A larger event is refused. */
        public Builder maxBytes(long count) {
            maxBytes = Check.atLeastOne("maxBytes", count);
            return this;
        }

        /**
         * Repeats a call of which nobody knows whether the server carried it out, twice at most. The ids are the same then;
         * but whether the server drops repeated ids is not documented, so choose this where its reader does. Off by default.
         */
        public Builder repeatUnknown() {
            repeats = REPEATS;
            return this;
        }

        /** The sink as configured so far. Nothing is sent. */
        public ApiServerSink build() {
            return new ApiServerSink(new Settings(clearml, templateKey, maxEvents, maxBytes, repeats));
        }
    }
}
