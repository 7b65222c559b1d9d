package io.clearmladmin.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.house.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

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

    private static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        return queue.poll(30, TimeUnit.SECONDS);
    }

    @Test
    void it_runs_when_it_is_due_and_is_told_when_that_was() throws InterruptedException {
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
    void a_failure_is_told_and_the_next_run_comes() throws InterruptedException {
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
