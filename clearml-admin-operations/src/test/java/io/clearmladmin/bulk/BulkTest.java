package io.clearmladmin.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.ClearMl;
import io.clearmladmin.bulk.BulkReport.Fate;
import io.clearmladmin.bulk.BulkReport.Outcome;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.errors.OutcomeUnknownException;
import io.clearmladmin.queues.CreateQueue;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.Fault;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each item ends in exactly one known state, on every way out. */
class BulkTest {

    private static final Duration SOON = Duration.ofMillis(200);

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 1_000})
    void each_item_is_called_once_and_the_outcomes_keep_the_order_of_the_items(int parallelism) {
        AtomicInteger calls = new AtomicInteger();
        BulkReport<Integer, String> report = Bulk.parallel(parallelism).call(numbers(500), number -> {
            calls.incrementAndGet();
            return "number " + number;
        });
        assertThat(calls).hasValue(500);
        assertThat(report.isComplete()).isTrue();
        assertThat(report.values())
                .isEqualTo(
                        numbers(500).stream().map(number -> "number " + number).toList());
        assertThat(report.toText()).isEqualTo("500 done\n");
    }

    @Test
    void so_many_run_at_a_time_and_no_more() {
        CyclicBarrier all = new CyclicBarrier(4);
        AtomicInteger running = new AtomicInteger();
        Set<Integer> seen = ConcurrentHashMap.newKeySet();
        Set<Boolean> daemons = ConcurrentHashMap.newKeySet();
        BulkReport<Integer, Integer> report = Bulk.parallel(4).call(numbers(40), number -> {
            seen.add(running.incrementAndGet());
            daemons.add(Thread.currentThread().isDaemon());
            await(all);
            running.decrementAndGet();
            return null;
        });
        assertThat(report.isComplete()).isTrue();
        assertThat(report.values()).isEmpty();
        assertThat(seen).contains(4).allMatch(count -> count <= 4);
        assertThat(daemons).containsExactly(true);
    }

    private static void await(CyclicBarrier all) {
        try {
            all.await();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Test
    void what_fails_does_not_stop_the_others_and_is_what_is_left_to_do() {
        BulkReport<Integer, Integer> report = Bulk.parallel(3).call(numbers(50), number -> {
            if (number % 10 == 1) {
                throw new AssertionError("an Error of " + number);
            }
            if (number % 10 == 2) {
                throw new IllegalArgumentException("no\n" + number);
            }
            return number;
        });
        assertThat(report.with(Fate.FAILED)).extracting(Outcome::item).isEqualTo(report.unfinished());
        assertThat(report.unfinished()).containsExactly(1, 2, 11, 12, 21, 22, 31, 32, 41, 42);
        assertThat(report.isComplete()).isFalse();
        assertThat(report.toText())
                .startsWith("10 failed, 40 done\n  failed 1: the call threw java.lang.AssertionError: an Error of 1\n")
                .contains("  failed 2: no 2\n");
        assertThat(Bulk.parallel(3).call(report.unfinished(), number -> number).isComplete())
                .isTrue();
    }

    @Test
    void what_broke_a_thread_is_unknown_and_the_others_go_on() {
        BulkReport<Integer, Integer> report = Bulk.parallel(2).call(numbers(10), number -> {
            if (number == 3) {
                throw new OutOfMemoryError("of a test");
            }
            return number;
        });
        assertThat(report.with(Fate.UNKNOWN)).extracting(Outcome::item).containsExactly(3);
        assertThat(report.with(Fate.DONE)).hasSize(9);
    }

    @Test
    void after_the_time_nothing_is_begun_and_what_runs_is_interrupted() {
        CountDownLatch never = new CountDownLatch(1);
        BulkReport<Integer, Integer> report =
                Bulk.parallel(2).timeout(SOON).call(numbers(10), number -> number < 1 ? number : wait(never));
        assertThat(report.with(Fate.DONE)).extracting(Outcome::item).containsExactly(0);
        assertThat(report.with(Fate.FAILED)).extracting(Outcome::item).containsExactly(1, 2);
        assertThat(report.with(Fate.NOT_TRIED)).hasSize(7);
        assertThat(report.toText()).startsWith("2 failed, 7 not tried, 1 done\n");
    }

    private static int wait(CountDownLatch never) {
        try {
            never.await();
            return 0;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    @Test
    void an_interrupt_of_the_caller_ends_it_and_stays_set() {
        CountDownLatch never = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        BulkReport<Integer, Integer> report = Bulk.parallel(1).call(numbers(3), number -> {
            caller.interrupt();
            return wait(never);
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.with(Fate.FAILED)).hasSize(1);
        assertThat(report.with(Fate.NOT_TRIED)).hasSize(2);
    }

    @Test
    void a_lost_reply_is_unknown_and_is_not_sent_again() {
        try (FakeClearMl fake = FakeClearMl.start();
                ClearMl clearml = fake.connect()) {
            clearml.server().info();
            int before = fake.recordedCalls().size();
            fake.inject(Fault.cutResponse().on("queues.create").after(2).times(1));
            BulkReport<String, String> report = Bulk.parallel(1)
                    .call(
                            List.of("one", "two", "three", "four"),
                            name -> clearml.queues()
                                    .create(CreateQueue.builder().name(name).build()));
            assertThat(report.with(Fate.DONE)).extracting(Outcome::item).containsExactly("one", "two", "four");
            assertThat(report.with(Fate.UNKNOWN)).extracting(Outcome::item).containsExactly("three");
            assertThat(report.with(Fate.UNKNOWN).get(0).failure().orElseThrow())
                    .isInstanceOf(OutcomeUnknownException.class)
                    .isInstanceOf(ClearMlException.class);
            assertThat(fake.recordedCalls().size() - before).isEqualTo(4);
        }
    }

    @Test
    void nothing_is_called_for_nothing_nor_with_what_cannot_be() {
        assertThat(Bulk.parallel(5).call(List.of(), item -> item).toText()).isEqualTo("no items\n");
        AtomicInteger calls = new AtomicInteger();
        assertThatThrownBy(() -> Bulk.parallel(1).call(Arrays.asList("a", null), item -> calls.incrementAndGet()))
                .isInstanceOf(NullPointerException.class);
        assertThat(calls).hasValue(0);
        assertThatThrownBy(() -> Bulk.parallel(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("calls: must be from 1 to 1000, got 0");
        assertThatThrownBy(() -> Bulk.parallel(1).timeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
