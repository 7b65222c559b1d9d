package io.clearmladmin.events;

import io.clearmladmin.internal.threads.Foreign;
import io.clearmladmin.internal.threads.Threads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for a schedule's times, and runs what is due. */
final class ScheduleThread {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduleThread.class);
    // The clock may be set, and the machine asleep: so it is looked at now and then.
    private static final long MOST_MILLIS = 10_000;
    private static final List<Duration> LOOK_BACK =
            List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(31), Duration.ofDays(366));
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(5);

    private final Schedule schedule;
    private final Clock clock;
    private final Consumer<Instant> work;
    private final Consumer<RuntimeException> failures;
    private final Thread thread;
    private Instant seen;
    private Instant notBefore;
    private Instant due;
    private @Nullable Throwable failure;
    private boolean isClosed;

    ScheduleThread(Schedule schedule, Clock clock, Consumer<Instant> work, Consumer<RuntimeException> failures) {
        this.schedule = schedule;
        this.clock = clock;
        this.work = work;
        this.failures = failures;
        this.seen = clock.instant();
        this.notBefore = seen;
        this.due = schedule.next(seen);
        this.thread = Threads.repeating("clearml-schedule", this::turn, this::ended);
        thread.start();
    }

    synchronized Instant due() {
        return due;
    }

    synchronized void wake() {
        notifyAll();
    }

    synchronized Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    private boolean turn() throws InterruptedException {
        if (!awaitDue()) {
            return false;
        }
        runOnce(due());
        return true;
    }

    private void ended(Throwable why) {
        synchronized (this) {
            failure = why;
            isClosed = true;
        }
        publish(new IllegalStateException("the schedule " + schedule + " has ended: " + why, why));
    }

    /** Whether there is something to run. */
    private synchronized boolean awaitDue() throws InterruptedException {
        while (!isClosed) {
            Instant now = clock.instant();
            look(now);
            if (!now.isBefore(due)) {
                due = last(due, now);
                return true;
            }
            wait(Math.max(1, Math.min(MOST_MILLIS, Duration.between(now, due).toMillis() + 1)));
        }
        return false;
    }

    // Where the clock was set back, so is the time before which nothing may run: as much time passes between two runs
    // as
    // without it.
    private void look(Instant now) {
        if (now.isBefore(seen)) {
            Duration back = Duration.between(now, seen);
            LOG.info("The clock was set back by {}; {} goes by the new time", back, schedule);
            notBefore = notBefore.minus(back);
            due = schedule.next(notBefore.minusNanos(1));
            if (due.isBefore(now)) {
                due = schedule.next(now);
            }
        }
        seen = now;
    }

    private Instant last(Instant first, Instant now) {
        Instant last = near(first, now);
        Instant next = schedule.next(last);
        while (!next.isAfter(now)) {
            last = next;
            next = schedule.next(last);
        }
        return last;
    }

    // A time that is due, and not far before now.
    private Instant near(Instant first, Instant now) {
        for (Duration back : LOOK_BACK) {
            Instant from = now.minus(back);
            Instant found = from.isAfter(first) ? schedule.next(from) : first;
            if (!found.isAfter(now)) {
                return found;
            }
        }
        return first;
    }

    private void runOnce(Instant time) {
        try {
            Foreign.run("the run of " + schedule, () -> work.accept(time));
        } catch (RuntimeException failure) {
            publish(failure);
        } finally {
            next(time);
        }
    }

    private synchronized void next(Instant time) {
        due = schedule.next(time);
        notBefore = due;
        if (!isClosed && Thread.interrupted()) {
            LOG.debug("A run of {} left its thread interrupted", schedule);
        }
    }

    private void publish(RuntimeException failure) {
        if (!Foreign.notify(LOG, "The listener for failures of " + schedule, () -> failures.accept(failure))) {
            LOG.error("Nobody could be notified that the run of {} failed", schedule, failure);
        }
    }

    void close(Duration time) {
        synchronized (this) {
            isClosed = true;
            notifyAll();
        }
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(Math.max(1, time.toMillis()));
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(AFTER_INTERRUPT.toMillis());
            }
        } catch (InterruptedException failure) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("The run of {} goes on, though it was interrupted", schedule);
        }
    }
}
