package io.clearmladmin.events;

import io.clearmladmin.ClearMl;
import io.clearmladmin.internal.check.Check;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/**
 * Publishes what changed about tenants since its last check: one appeared, was renamed, activated, deactivated, its
 * custom-events fields changed, it is gone. What was published last is kept by the journal, so that neither the end of this
 * process nor a crash skips a change or publishes it again.
 *
 * <pre>{@code
 * CompanyMonitor monitor = CompanyMonitor.builder(clearml, journal).source(uuid).build();
 * CompanyChanges changes = monitor.check();   // once a minute, say
 * }</pre>
 *
 * <p>What changes and changes back between two checks is not seen. Enterprise servers; roles {@code root} and
 * {@code system}. One check at a time: others wait.
 */
public final class CompanyMonitor {

    private final TenantReader reading;
    private final ParallelForEach workers;
    private final TenantEventTracker published;

    private CompanyMonitor(Builder settings) {
        this.reading = new TenantReader(settings.clearml);
        this.workers = new ParallelForEach("clearml-company-monitor", settings.parallelism);
        this.published = new TenantEventTracker(settings);
    }

    /** A builder of a monitor that reads by this client and records in this journal; the caller closes both. */
    public static Builder builder(ClearMl clearml, LifecycleJournal journal) {
        return new Builder(clearml, journal);
    }

    /**
     * Checks once and publishes what changed. The first check ever publishes that each tenant appeared. Blocks for two calls,
     * one more for each tenant with custom events, some at a time on threads of its own, and the journal.
     *
     * @return the events published, and the tenants whose fields could not be read or whose events were refused; of those
     *     nothing more is published this time
     * @throws EmptyListingException if no tenant is listed, where some were known; nothing was published
     * @throws io.clearmladmin.errors.ClearMlException if the tenants cannot be listed; nothing was published
     * @throws EventsNotEmittedException if the journal did not take a batch; those before it are published, and the next check
     *     publishes exactly the rest
     * @throws JournalFencedException if another monitor with the same UUID has taken over; this one must end. After every
     *     other exception the next check publishes what is missing
     */
    public synchronized CompanyChanges check() {
        published.restore();
        TenantListing listing = TenantListing.read(reading, workers);
        return published.publish(listing);
    }

    /** Builds a {@link CompanyMonitor}. Not for use by several threads. */
    public static final class Builder {

        final ClearMl clearml;
        final LifecycleJournal journal;
        String source = "";
        int parallelism = 4;
        Clock clock = Clock.systemUTC();
        Duration recordTimeout = Duration.ofSeconds(30);

        private Builder(ClearMl clearml, LifecycleJournal journal) {
            this.clearml = Objects.requireNonNull(clearml, "clearml");
            this.journal = Objects.requireNonNull(journal, "journal");
        }

        /** The events' source: the monitor's UUID, the same after every restart. Must be set. */
        public Builder source(String uuid) {
            source = Check.text("source", uuid);
            return this;
        }

        /** How many tenants are read at a time; 4 by default, 64 at most. */
        public Builder parallelism(int threads) {
            parallelism = ParallelForEach.checked(threads);
            return this;
        }

        /** The clock that gives the events' times; the system's by default. */
        public Builder clock(Clock value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /** How long the journal may take for a batch; 30 seconds by default. */
        public Builder recordTimeout(Duration time) {
            recordTimeout = Check.wait("recordTimeout", time);
            return this;
        }

        /**
         * The monitor as configured so far. Nothing is sent or read.
         *
         * @throws IllegalArgumentException if no source was set
         */
        public CompanyMonitor build() {
            Check.text("source", source);
            return new CompanyMonitor(this);
        }
    }
}
