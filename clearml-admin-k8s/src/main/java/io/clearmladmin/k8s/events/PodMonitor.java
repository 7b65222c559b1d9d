package io.clearmladmin.k8s.events;

import io.clearmladmin.events.LifecycleJournal;
import io.clearmladmin.k8s.PodHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells how task pods come, run, end and go: one event of {@link io.clearmladmin.events.PodEvents} for each change of a pod's
 * state, from a watch. What was told is kept by the journal: after a restart, and after a crash at any instant, the monitor
 * tells exactly what changed meanwhile.
 *
 * <pre>{@code
 * try (PodMonitor monitor = PodMonitor.builder(kubernetes, journal).source(uuid).build()) {
 *     monitor.start();
 *     monitor.awaitEnd();
 * }
 * }</pre>
 *
 * <p>States that came and went while nobody watched are not told. While the journal fails it is asked again, for ever and in
 * order; meanwhile so many changes wait, and beyond that those of each pod are folded into its newest. A journal that another
 * monitor has taken over ends this one: {@link #failure()}. One that is ended or closed is not started again.
 *
 * <p>One for each UUID at a time, and always of the same pods: a pod that was told of and is not found counts as deleted. Safe
 * for use by many threads; its own are daemons.
 */
public final class PodMonitor implements AutoCloseable {

    private static final Duration CLOSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_FAILURE = Duration.ofMinutes(1);

    private final Tally tally;
    private final MonitorRun run;

    // Guarded by this.
    private boolean isStarted;
    private boolean isClosed;
    private boolean isOver;
    private @Nullable Throwable failure;

    private PodMonitor(Builder settings) {
        tally = new Tally(settings.clock);
        run = new MonitorRun(settings, tally, this::over);
    }

    /**
     * Begins, and returns at once. The journal is restored first, then all pods are compared with what it remembers, then
     * changes are told as they come.
     *
     * @throws IllegalStateException if it was started or closed before
     */
    public synchronized void start() {
        if (isStarted || isClosed) {
            throw new IllegalStateException(
                    isClosed ? "the monitor is closed; build a new one" : "the monitor is started already");
        }
        isStarted = true;
        run.start();
    }

    private synchronized void over(@Nullable Throwable why) {
        isOver = true;
        failure = why;
        notifyAll();
    }

    /** Whether events are told as pods change: it runs, its watch is healthy, and the journal has not been failing for a minute. */
    public boolean isHealthy() {
        return problem().isEmpty();
    }

    /** Why it is not healthy, for people; empty if it is. */
    public Optional<String> problem() {
        synchronized (this) {
            if (failure != null) {
                return Optional.of("the monitor has ended: " + failure.getMessage());
            }
            if (!isStarted || isClosed || isOver) {
                return Optional.of(isStarted ? "the monitor is closed" : "the monitor is not started");
            }
        }
        return tally.problem(LONGEST_FAILURE).or(run::problem);
    }

    /** What it has done so far. */
    public PodMonitorCounts counts() {
        return tally.counts();
    }

    /**
     * Why it ended by itself, such as {@link io.clearmladmin.events.JournalFencedException}; empty if it did not. It must be
     * closed then, with its journal.
     */
    public synchronized Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** Waits until it is closed or ends by itself, or for this time; returns whether it has ended. */
    public synchronized boolean awaitEnd(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        long left = time.toMillis();
        while (!isOver && left > 0) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
        return isOver;
    }

    /** Ends it as {@link #close(Duration)} does, within 10 seconds. */
    @Override
    public void close() {
        close(CLOSE);
    }

    /**
     * Ends it: nothing more is taken from the watch, and what was is told if there is time. What is not, the next monitor with
     * this UUID finds. Does not close the journal. May be called again.
     */
    public void close(Duration time) {
        synchronized (this) {
            if (isClosed) {
                return;
            }
            isClosed = true;
            if (!isStarted) {
                isOver = true;
                return;
            }
        }
        run.close(time);
    }

    /** Builds a {@link PodMonitor}. Not for use by several threads. */
    public static final class Builder {

        final LifecycleJournal journal;
        Function<PodHandler, Following> following;
        String source = "";
        String cluster = "";
        Clock clock = Clock.systemUTC();
        Duration checkInterval = Duration.ofMinutes(1);
        Duration recordTimeout = Duration.ofSeconds(30);
        Consumer<RuntimeException> listener = failure -> {};

        // What follows the pods is given; for tests.
        Builder(LifecycleJournal journal, Function<PodHandler, Following> following) {
            this.journal = Objects.requireNonNull(journal, "journal");
            this.following = following;
        }

        private Builder(Builder other) {
            this(other.journal, other.following);
            source = other.source;
            cluster = other.cluster;
            clock = other.clock;
            checkInterval = other.checkInterval;
            recordTimeout = other.recordTimeout;
            listener = other.listener;
        }

        /** The events' source: the monitor's UUID, the same after every restart. Must be set. */
        public Builder source(String uuid) {
            source = text("source", uuid);
            return this;
        }

        /** The cluster's name, which each event carries then. */
        public Builder cluster(String name) {
            cluster = text("cluster", name);
            return this;
        }

        /** How often all pods are listed beside the watch, as a net; a minute by default, a second at least, a day at most. */
        public Builder checkInterval(Duration time) {
            checkInterval = between("checkInterval", time, Duration.ofSeconds(1), Duration.ofDays(1));
            return this;
        }

        /** How long the journal may take for at most 500 events before it counts as failed; 30 seconds by default. */
        public Builder recordTimeout(Duration time) {
            recordTimeout = between("recordTimeout", time, Duration.ofMillis(1), Duration.ofDays(1));
            return this;
        }

        /**
         * Is told of each failure of the journal by the monitor's thread, which waits for it. Events that are refused for good
         * stand in an {@link io.clearmladmin.events.EventsNotEmittedException}; they are not tried again before a restart.
         */
        public Builder onFailure(Consumer<RuntimeException> told) {
            listener = Objects.requireNonNull(told, "onFailure");
            return this;
        }

        /** The clock that tells when a pod was found to be gone, where the cluster does not; the system's by default. */
        public Builder clock(Clock value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /**
         * The monitor as told so far. Nothing is read or told before {@link PodMonitor#start()}.
         *
         * @throws IllegalArgumentException if no source was set
         */
        public PodMonitor build() {
            text("source", source);
            return new PodMonitor(new Builder(this));
        }

        private static String text(String field, String value) {
            if (value.isBlank()) {
                throw new IllegalArgumentException(field + ": must not be empty");
            }
            return value;
        }

        private static Duration between(String field, Duration time, Duration least, Duration most) {
            if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
                throw new IllegalArgumentException(field + ": must be from " + least + " to " + most + ", is " + time);
            }
            return time;
        }
    }
}
