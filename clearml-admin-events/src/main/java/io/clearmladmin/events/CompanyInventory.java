package io.clearmladmin.events;

import io.clearmladmin.ClearMl;
import io.clearmladmin.internal.check.Check;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Publishes which tenants there are: one {@code tenant.present} event for each tenant that has custom events configured, with
 * its own fields as they are, and one {@code inventory.complete} event at the end.
 *
 * <pre>{@code
 * InventoryReport report = CompanyInventory.builder(clearml, sink).build().run();
 * }</pre>
 *
 * <p>A run is one snapshot ({@link EventSink#emitSnapshot}), so that where the sink can, a reader sees all of it or nothing.
 * A run larger than {@link Builder#maxPartEvents} or {@link Builder#maxPartBytes} is several snapshots, its parts.
 *
 * <p>A run is known by its start, which is the time of all its events. Repeating it by {@link #run(Instant)} makes events
 * with the same ids: a reader drops those that it has. Enterprise servers; roles {@code root} and {@code system}. Safe for
 * use by many threads.
 */
public final class CompanyInventory {

    private final Settings settings;

    private CompanyInventory(Settings settings) {
        this.settings = settings;
    }

    /** A builder of an inventory that reads by this client and publishes to this sink; the caller closes both. */
    public static Builder builder(ClearMl clearml, EventSink sink) {
        return new Builder(clearml, sink);
    }

    /** A run that starts now; see {@link #run(Instant)}. */
    public InventoryReport run() {
        return run(settings.clock().instant());
    }

    /**
     * Makes a run, or repeats the one of this start. Blocks until it is through: one or two calls for each tenant, some of
     * them at a time on threads of its own, and then the sink. Holds one part in memory. A tenant that cannot be read or
     * published is in the report and does not stop the rest; a tenant that the sink refuses is left out, and the rest is
     * published as a whole again.
     *
     * @param start its start, of which milliseconds count
     * @throws io.clearmladmin.errors.ClearMlException if the tenants cannot be listed; nothing was published then
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted; a part may have been published
     */
    public InventoryReport run(Instant start) {
        return new InventoryRun(settings, start.truncatedTo(ChronoUnit.MILLIS)).run();
    }

    /** What an inventory goes by. */
    record Settings(
            ClearMl clearml,
            EventSink sink,
            String source,
            int parallelism,
            Clock clock,
            Consumer<InventoryProgress> progress,
            Duration emitTimeout,
            int maxPartEvents,
            long maxPartBytes) {}

    /** Builds a {@link CompanyInventory}. Not for use by several threads. */
    public static final class Builder {

        private final ClearMl clearml;
        private final EventSink sink;
        private String source = "company-inventory";
        private int parallelism = 4;
        private Clock clock = Clock.systemUTC();
        private Consumer<InventoryProgress> progress = done -> {};
        private Duration emitTimeout = Duration.ofMinutes(2);
        private int maxPartEvents = 20_000;
        private long maxPartBytes = 16 << 20;

        private Builder(ClearMl clearml, EventSink sink) {
            this.clearml = Objects.requireNonNull(clearml, "clearml");
            this.sink = Objects.requireNonNull(sink, "sink");
        }

        /** The events' source; {@code company-inventory} by default. Two servers that publish to one reader need two. */
        public Builder source(String name) {
            source = Check.text("source", name);
            return this;
        }

        /** How many tenants are read at a time; 4 by default, 64 at most. */
        public Builder parallelism(int threads) {
            parallelism = ParallelForEach.checked(threads);
            return this;
        }

        /** The clock that gives the start; the system's by default. */
        public Builder clock(Clock value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /**
         * Is notified after each tenant and each part, by one thread at a time, but not always the same. It should return at
         * once; what it throws is logged and disturbs nothing.
         */
        public Builder progress(Consumer<InventoryProgress> listener) {
            progress = Objects.requireNonNull(listener, "progress");
            return this;
        }

        /** How long the sink may take for a part, also when some of it is refused; two minutes by default. */
        public Builder emitTimeout(Duration time) {
            emitTimeout = Check.wait("emitTimeout", time);
            return this;
        }

        /** How many tenants are published as a whole at most, and held in memory; 20,000 by default. */
        public Builder maxPartEvents(int count) {
            maxPartEvents = (int) Check.atLeastOne("maxPartEvents", count);
            return this;
        }

        /** How many bytes of tenants, as JSON, are published as a whole at most, and held in memory; 16 MiB by default. */
        public Builder maxPartBytes(long count) {
            maxPartBytes = Check.atLeastOne("maxPartBytes", count);
            return this;
        }

        /** The inventory as configured so far. Nothing is sent. */
        public CompanyInventory build() {
            return new CompanyInventory(new Settings(
                    clearml, sink, source, parallelism, clock, progress, emitTimeout, maxPartEvents, maxPartBytes));
        }
    }
}
