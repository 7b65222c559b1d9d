package io.clearmladmin.internal.threads;

import static io.clearmladmin.internal.threads.ForeignTest.thrown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThreadsTest {

    private final Queue<Throwable> ended = new ConcurrentLinkedQueue<>();

    private void run(Threads.Turn turn) throws InterruptedException {
        Thread thread = Threads.repeating("turns", turn, ended::add, 10);
        thread.start();
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("io.clearmladmin.internal.threads.ForeignTest#whatBelongsToTheCall")
    void a_turn_that_fails_is_followed_by_the_next(Throwable thrown) throws Exception {
        AtomicInteger turns = new AtomicInteger();
        run(() -> turns.incrementAndGet() == 1 ? thrown(thrown) : turns.get() < 3);
        assertThat(turns).hasValue(3);
        assertThat(ended).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.clearmladmin.internal.threads.ForeignTest#whatEndsAComponent")
    void the_machines_own_end_is_the_threads_and_says_why(VirtualMachineError error) throws Exception {
        AtomicInteger turns = new AtomicInteger();
        run(() -> turns.incrementAndGet() == 2 ? thrown(error) : true);
        assertThat(turns).hasValue(2);
        assertThat(ended).containsExactly(error);
    }

    @Test
    void an_interrupt_wakes_a_turn_and_ends_nothing() throws Exception {
        BlockingQueue<Integer> wakings = new ArrayBlockingQueue<>(3, true, List.of(1, 2, 3));
        run(() -> {
            if (wakings.poll() == null) {
                return false;
            }
            Thread.currentThread().interrupt();
            TimeUnit.HOURS.sleep(1);
            return true;
        });
        assertThat(wakings).isEmpty();
        assertThat(ended).isEmpty();
    }

    @Test
    void all_are_daemons_with_names() throws Exception {
        ExecutorService pool = Threads.pool("c", 1, 1);
        ExecutorService unbounded = Threads.unboundedPool("d");
        try {
            assertThat(List.of(
                            Threads.once("a", () -> {}),
                            Threads.repeating("b", () -> false, ended::add),
                            pool.submit(Thread::currentThread).get(10, TimeUnit.SECONDS),
                            unbounded.submit(Thread::currentThread).get(10, TimeUnit.SECONDS)))
                    .allMatch(Thread::isDaemon)
                    .extracting(Thread::getName)
                    .containsExactly("a", "b", "c-1", "d-1");
        } finally {
            pool.shutdownNow();
            unbounded.shutdownNow();
        }
    }

    @Test
    void what_the_work_of_a_pool_throws_comes_out_where_it_is_waited_for() {
        ExecutorService pool = Threads.pool("pool", 1, 1);
        try {
            Error gone = new NoClassDefFoundError("gone");
            assertThatThrownBy(() -> pool.submit(() -> thrown(gone)).get(10, TimeUnit.SECONDS))
                    .hasCause(gone);
        } finally {
            pool.shutdownNow();
        }
    }
}
