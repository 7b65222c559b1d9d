package io.clearmladmin.events;

import io.clearmladmin.internal.threads.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Works on the items of a list by some threads of its own, which end with the work. */
final class ParallelForEach {

    private static final int MOST = 64;
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final String name;
    private final int count;

    /** {@code name} is that of the threads. */
    ParallelForEach(String name, int count) {
        this.name = name;
        this.count = count;
    }

    /** How many threads a user may ask for. */
    static int checked(int parallelism) {
        if (parallelism < 1 || parallelism > MOST) {
            throw new IllegalArgumentException("parallelism: must be from 1 to " + MOST + ", got " + parallelism);
        }
        return parallelism;
    }

    /**
     * Returns when all items are worked on. The first failure stops the rest and is thrown; an interrupt stops it too.
     *
     * @throws CancellationException if the calling thread is interrupted; its flag is set again
     */
    <T> void each(List<T> items, Consumer<? super T> work) {
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean isStopped = new AtomicBoolean();
        List<FutureTask<Void>> tasks = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i <= Math.min(count, items.size()); i++) {
            FutureTask<Void> task = new FutureTask<>(() -> work(items, next, isStopped, work), null);
            tasks.add(task);
            threads.add(Threads.once(name + "-" + i, task));
        }
        try {
            threads.forEach(Thread::start);
            tasks.forEach(this::await);
        } finally {
            isStopped.set(true);
            threads.forEach(Thread::interrupt);
            end(threads);
        }
    }

    // Nobody should be called by these threads after this method; an interrupted caller waits for it too, but not long.
    private static void end(List<Thread> threads) {
        long end = System.nanoTime() + LONGEST_END.toNanos();
        boolean wasInterrupted = Thread.interrupted();
        try {
            for (Thread thread : threads) {
                TimeUnit.NANOSECONDS.timedJoin(thread, end - System.nanoTime());
            }
        } catch (InterruptedException again) {
            wasInterrupted = true;
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> void work(List<T> items, AtomicInteger next, AtomicBoolean isStopped, Consumer<? super T> work) {
        boolean isDone = false;
        try {
            for (int i = next.getAndIncrement(); i < items.size() && !isStopped.get(); i = next.getAndIncrement()) {
                work.accept(items.get(i));
            }
            isDone = true;
        } finally {
            if (!isDone) {
                isStopped.set(true);
            }
        }
    }

    private void await(FutureTask<Void> one) {
        try {
            one.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            CancellationException stopped = new CancellationException(name + " was interrupted");
            stopped.initCause(interrupted);
            throw stopped;
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure.getCause();
        }
    }
}
