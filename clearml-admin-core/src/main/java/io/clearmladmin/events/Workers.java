package io.clearmladmin.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Works on the items of a list by some threads of its own, which end with the work. */
final class Workers {

    private static final int MOST = 64;
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final String name;
    private final int count;

    /** {@code name} is that of the threads. */
    Workers(String name, int count) {
        this.name = name;
        this.count = count;
    }

    /** How many threads a user may ask for. */
    static int checked(int parallelism) {
        if (parallelism < 1 || parallelism > MOST) {
            throw new IllegalArgumentException("parallelism: must be from 1 to " + MOST + ", is " + parallelism);
        }
        return parallelism;
    }

    /**
     * Returns when all items are worked on. The first failure stops the rest and is thrown; an interrupt stops it too.
     *
     * @throws CancellationException if the calling thread is interrupted; its flag is set again
     */
    <T> void each(List<T> items, Consumer<? super T> work) {
        int threads = Math.min(count, items.size());
        if (threads == 0) {
            return;
        }
        List<Thread> made = new CopyOnWriteArrayList<>();
        ExecutorService executor = executor(threads, made);
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean isStopped = new AtomicBoolean();
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(executor.submit(() -> work(items, next, isStopped, work)));
            }
            for (Future<?> one : running) {
                await(one);
            }
        } finally {
            isStopped.set(true);
            executor.shutdownNow();
            end(made);
        }
    }

    // Nobody should be called by these threads after this method; an interrupted caller waits for it too, but not long.
    // The threads themselves are waited for: an executor says that it is terminated before its last thread is gone.
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
        try {
            for (int i = next.getAndIncrement(); i < items.size() && !isStopped.get(); i = next.getAndIncrement()) {
                work.accept(items.get(i));
            }
        } catch (RuntimeException | Error failure) {
            isStopped.set(true);
            throw failure;
        }
    }

    private void await(Future<?> one) {
        try {
            one.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            CancellationException stopped = new CancellationException(name + " was interrupted");
            stopped.initCause(interrupted);
            throw stopped;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failed.getCause();
        }
    }

    private ExecutorService executor(int threads, List<Thread> made) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            made.add(thread);
            return thread;
        });
    }
}
