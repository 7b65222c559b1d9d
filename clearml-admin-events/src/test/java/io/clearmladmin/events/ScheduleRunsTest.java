package io.clearmladmin.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.clearmladmin.house.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleRunsTest {

    private static final Instant START = Instant.parse("2026-11-21T09:00:30Z");

    private final TestClock clock = new TestClock(START);
    private final BlockingQueue<Instant> began = new LinkedBlockingQueue<>();
    private final BlockingQueue<RuntimeException> failures = new LinkedBlockingQueue<>();
    private final Schedule everyMinute = Schedule.of("* * * * *").by(clock);

    private void forward(Schedule.Runs runs, Duration time) {
        clock.forward(time);
        runs.wake();
    }

    /** Sets the clock, and waits until the schedule has seen it. */
    private void set(Schedule.Runs runs, Instant now) {
        clock.set(now);
        await("the schedule looks at the clock", () -> {
            runs.wake();
            return clock.isSeen();
        });
    }

    /** Lets it run whenever it is due until then. */
    private void runUntil(Schedule.Runs runs, Instant then) throws InterruptedException {
        while (!runs.next().isAfter(then)) {
            Instant due = runs.next();
            set(runs, due);
            assertThat(take(began)).isEqualTo(due);
            await("it is due again", () -> runs.next().isAfter(due));
        }
        set(runs, then);
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static Instant at(String dayAndTime) {
        return Instant.parse("2026-11-" + dayAndTime + "Z");
    }

    private static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        return queue.poll(60, TimeUnit.SECONDS);
    }

    @Test
    void it_runs_when_it_is_due_and_gets_the_time_it_was_due() throws InterruptedException {
        try (Schedule.Runs runs = everyMinute.start(began::add, failures::add)) {
            assertThat(runs.next()).isEqualTo(START.plusSeconds(30));
            forward(runs, Duration.ofSeconds(29));
            forward(runs, Duration.ofSeconds(2));
            assertThat(take(began)).isEqualTo(START.plusSeconds(30));
            forward(runs, Duration.ofMinutes(1));
            assertThat(take(began)).isEqualTo(START.plusSeconds(90));
        }
        assertThat(began).isEmpty();
    }

    @Test
    void what_was_missed_is_made_up_for_by_one_run() throws InterruptedException {
        try (Schedule.Runs runs = everyMinute.start(began::add, failures::add)) {
            forward(runs, Duration.ofHours(10));
            assertThat(take(began)).isEqualTo(Instant.parse("2026-11-21T19:00:00Z"));
            forward(runs, Duration.ofSeconds(30));
            assertThat(take(began)).isEqualTo(Instant.parse("2026-11-21T19:01:00Z"));
        }
        assertThat(began).isEmpty();
    }

    @ParameterizedTest(name = "{0}, at {1}, set back to {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "* * * * * | 21T09:01:10 | 20T09:01:10 | 20T09:02:00",
                "* * * * * | 21T09:01:10 | 21T08:01:10 | 21T08:02:00",
                "* * * * * | 21T09:01:59 | 21T08:01:10 | 21T08:02:00",
                "0 0 * * * | 21T10:00:00 | 20T09:05:00 | 21T00:00:00",
                "0 0 * * * | 22T09:00:00 | 15T09:00:00 | 16T00:00:00",
                "0 0 * * * | 22T00:05:00 | 20T12:05:00 | 22T00:00:00",
            })
    void a_clock_that_is_set_back_does_not_stop_it(String expression, String now, String then, String due)
            throws InterruptedException {
        Schedule schedule = Schedule.of(expression).by(clock);
        try (Schedule.Runs runs = schedule.start(began::add, failures::add)) {
            runUntil(runs, at(now));
            set(runs, at(then));
            assertThat(runs.next()).isEqualTo(at(due));
            set(runs, at(due));
            assertThat(take(began)).isEqualTo(at(due));
        }
        assertThat(began).isEmpty();
    }

    @ParameterizedTest(name = "{0}, at {1}, set back to {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "* * * * * | 21T09:01:10 | 21T09:00:40 | 21T09:02:00",
                "* * * * * | 21T09:01:00 | 21T09:00:59.999 | 21T09:02:00",
                "0 0 * * * | 22T00:05:00 | 21T23:55:00 | 23T00:00:00",
                "0 9,17 * * * | 21T17:00:01 | 21T16:59:00 | 22T09:00:00",
            })
    void nothing_runs_twice_because_the_clock_was_set_back(String expression, String now, String then, String due)
            throws InterruptedException {
        Schedule schedule = Schedule.of(expression).by(clock);
        try (Schedule.Runs runs = schedule.start(began::add, failures::add)) {
            runUntil(runs, at(now));
            set(runs, at(then));
            assertThat(runs.next()).isEqualTo(at(due));
            set(runs, at(due).minusMillis(1));
            assertThat(began).isEmpty();
            set(runs, at(due));
            assertThat(take(began)).isEqualTo(at(due));
        }
    }

    @Test
    void a_clock_that_was_decades_behind_makes_one_run_and_soon() throws InterruptedException {
        clock.set(Instant.EPOCH);
        try (Schedule.Runs runs = everyMinute.start(began::add, failures::add)) {
            clock.set(START);
            runs.wake();
            assertThat(took(() -> assertThat(take(began)).isEqualTo(START.truncatedTo(ChronoUnit.MINUTES))))
                    .isLessThan(Duration.ofSeconds(10));
        }
        assertThat(began).isEmpty();
    }

    @Test
    @Tag("long")
    void a_jump_is_seen_soon_though_nobody_wakes_it() throws InterruptedException {
        // Else it would wait for hours.
        Schedule atMidnight = Schedule.of("0 0 * * *").by(clock);
        try (Schedule.Runs runs = atMidnight.start(began::add, failures::add)) {
            clock.set(at("20T09:00:30"));
            await("the jump is seen", () -> runs.next().equals(at("21T00:00:00")));
            clock.set(at("21T11:00:30"));
            assertThat(take(began)).isEqualTo(at("21T00:00:00"));
        }
    }

    private static Duration took(ThrowingCallable work) {
        long begun = System.nanoTime();
        assertThatCode(work).doesNotThrowAnyException();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    @Test
    void there_are_never_two_runs_at_once_and_a_long_one_is_followed_by_one() throws InterruptedException {
        Semaphore goOn = new Semaphore(0);
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (Schedule.Runs runs = everyMinute.start(
                due -> {
                    most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                    began.add(due);
                    goOn.acquireUninterruptibly();
                    atOnce.decrementAndGet();
                },
                failures::add)) {
            forward(runs, Duration.ofSeconds(30));
            assertThat(take(began)).isEqualTo(START.plusSeconds(30));
            forward(runs, Duration.ofMinutes(5));
            goOn.release();
            assertThat(take(began)).isEqualTo(START.plusSeconds(330));
            goOn.release();
            forward(runs, Duration.ofMinutes(1));
            assertThat(take(began)).isEqualTo(START.plusSeconds(390));
            goOn.release();
        }
        assertThat(most).hasValue(1);
        assertThat(began).isEmpty();
    }

    @Test
    void a_failure_is_reported_and_the_next_run_comes() throws InterruptedException {
        try (Schedule.Runs runs = everyMinute.start(
                due -> {
                    began.add(due);
                    throw new IllegalStateException("at " + due);
                },
                failure -> {
                    failures.add(failure);
                    throw new IllegalArgumentException("the listener too");
                })) {
            forward(runs, Duration.ofMinutes(1));
            assertThat(take(failures)).hasMessage("at 2026-11-21T09:01:00Z");
            forward(runs, Duration.ofMinutes(1));
            assertThat(take(failures)).hasMessage("at 2026-11-21T09:02:00Z");
        }
    }

    @Test
    void closing_interrupts_a_run_that_does_not_end_and_may_be_repeated() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Schedule.Runs runs = everyMinute.start(
                due -> {
                    running.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        Thread.currentThread().interrupt();
                    }
                },
                failures::add);
        forward(runs, Duration.ofMinutes(1));
        assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
        runs.close(Duration.ofMillis(50));
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        runs.close();
    }

    @Test
    void a_run_that_leaves_its_thread_interrupted_does_not_end_the_schedule() throws InterruptedException {
        try (Schedule.Runs runs = everyMinute.start(
                due -> {
                    began.add(due);
                    Thread.currentThread().interrupt();
                },
                failures::add)) {
            forward(runs, Duration.ofMinutes(1));
            take(began);
            forward(runs, Duration.ofMinutes(1));
            assertThat(take(began)).isEqualTo(START.plusSeconds(90));
        }
    }
}
