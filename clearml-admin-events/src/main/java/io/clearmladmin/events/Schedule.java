package io.clearmladmin.events;

import io.clearmladmin.internal.cron.CronExpression;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs something again and again, as a Kubernetes CronJob would, in a process that goes on.
 *
 * <pre>{@code
 * Schedule.Runs runs = Schedule.of("@daily").start(inventory::run, failure -> log.error("Inventory", failure));
 * }</pre>
 *
 * <p>Five fields (minute, hour, day of month, month, day of week from 0, Sunday, to 6), lists, ranges, steps, English names
 * of months and weekdays, or {@code @yearly}, {@code @monthly}, {@code @weekly}, {@code @daily}, {@code @hourly}. If both day
 * fields are given, either will do. The time zone is UTC if nothing is said. In a zone whose clocks are changed, a time that
 * is left out comes when the clock is put forward, and one that comes twice is taken the first time; but what runs every
 * hour goes by the time that passes. (A CronJob leaves the former out and runs the latter twice.)
 *
 * <p>Immutable.
 */
public final class Schedule {

    private final CronExpression expression;
    private final ZoneId zone;
    private final Clock clock;

    private Schedule(CronExpression expression, ZoneId zone, Clock clock) {
        this.expression = expression;
        this.zone = Objects.requireNonNull(zone, "zone: must not be null");
        this.clock = Objects.requireNonNull(clock, "clock: must not be null");
    }

    /**
     * A schedule in UTC.
     *
     * @throws IllegalArgumentException if it is not well formed, naming the field and its position, or never comes
     */
    public static Schedule of(String expression) {
        Objects.requireNonNull(expression, "expression: must not be null");
        return new Schedule(CronExpression.parse(expression), ZoneOffset.UTC, Clock.systemUTC());
    }

    /** The same in another time zone. */
    public Schedule in(ZoneId timeZone) {
        return new Schedule(expression, timeZone, clock);
    }

    /** The same by another clock, of which only the time counts, not the zone. */
    public Schedule by(Clock otherClock) {
        return new Schedule(expression, zone, otherClock);
    }

    /**
     * The first time after this one.
     *
     * @throws IllegalStateException if there is none within forty years
     */
    public Instant next(Instant after) {
        return expression
                .next(after, zone)
                .orElseThrow(() ->
                        new IllegalStateException("schedule '" + expression + "' does not come within forty years"));
    }

    /** What runs, until it is closed. */
    public static final class Runs implements AutoCloseable {

        private final ScheduleThread thread;

        private Runs(ScheduleThread thread) {
            this.thread = thread;
        }

        /** When it is due next; past, while a run that is due has not ended. */
        public Instant next() {
            return thread.due();
        }

        /**
         * The {@link VirtualMachineError}, such as an {@link OutOfMemoryError}, of a run that has ended the schedule; empty if
         * none has. Nothing else ends it but {@link #close()}.
         */
        public Optional<Throwable> failure() {
            return thread.failure();
        }

        /** Looks at the clock now, for tests with a clock of their own. */
        public void wake() {
            thread.wake();
        }

        /**
         * Ends it: no run begins any more. A run in progress has 30 seconds to end, is interrupted then, and has
         * five more. May be called again, also by a run, which then does not wait for itself.
         */
        @Override
        public void close() {
            close(Duration.ofSeconds(30));
        }

        /** Ends it, with so much time for a run in progress. */
        public void close(Duration time) {
            thread.close(time);
        }
    }

    /**
     * Starts a daemon thread that runs this from now on, one run at a time. What was missed because a run took long, or the
     * process was asleep, or the clock was put forward, is made up for by one run. Where the clock is set back, it goes on by
     * the new time, which it sees within ten seconds; but what has run does not run again for that: as much time passes between
     * two runs as without it.
     *
     * @param work is given the time at which the run was due; of what was missed, the last time
     * @param failures is notified by that thread of what the work throws, an Error as the cause of a {@link RuntimeException}; the
     *     next run comes nevertheless. Only a {@link VirtualMachineError} other than {@link StackOverflowError} ends the
     *     schedule, of which it is notified as well ({@link Runs#failure}). What it throws itself is logged
     */
    public Runs start(Consumer<Instant> work, Consumer<RuntimeException> failures) {
        Objects.requireNonNull(work, "work: must not be null");
        Objects.requireNonNull(failures, "failures: must not be null");
        return new Runs(new ScheduleThread(this, clock, work, failures));
    }

    @Override
    public String toString() {
        return expression + " (" + zone + ")";
    }
}
