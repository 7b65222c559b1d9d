package io.clearmladmin.bulk;

import io.clearmladmin.bulk.BulkReport.Fate;
import io.clearmladmin.bulk.BulkReport.Outcome;
import io.clearmladmin.errors.OutcomeUnknownException;
import io.clearmladmin.internal.threads.Deadline;
import io.clearmladmin.internal.threads.Foreign;
import io.clearmladmin.internal.threads.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/** One run over some items. */
final class BulkRun<T, R> {

    private static final Duration GRACE = Duration.ofSeconds(10);

    private final List<T> items;
    private final Function<? super T, ? extends R> call;
    private final AtomicReferenceArray<Outcome<T, R>> outcomes;
    private final AtomicInteger next = new AtomicInteger();
    private volatile boolean isOver;

    BulkRun(List<T> items, Function<? super T, ? extends R> call) {
        this.items = items;
        this.call = call;
        this.outcomes = new AtomicReferenceArray<>(items.size());
    }

    BulkReport<T, R> in(int parallelism, Duration timeout) {
        Deadline deadline = Deadline.in(timeout);
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i <= Math.min(parallelism, items.size()); i++) {
            Thread thread = Threads.light("clearml-bulk-" + i, () -> work(deadline));
            thread.start();
            threads.add(thread);
        }
        boolean wasInterrupted = !await(threads, deadline);
        isOver = true;
        threads.forEach(Thread::interrupt);
        wasInterrupted |= !await(threads, Deadline.in(GRACE));
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
        return report();
    }

    /** Returns false if that was interrupted. */
    private static boolean await(List<Thread> threads, Deadline deadline) {
        try {
            for (Thread thread : threads) {
                TimeUnit.NANOSECONDS.timedJoin(thread, deadline.nanosLeft());
            }
            return true;
        } catch (InterruptedException interrupted) {
            return false;
        }
    }

    private void work(Deadline deadline) {
        while (!isOver && !deadline.isOver()) {
            int number = next.getAndIncrement();
            if (number >= items.size()) {
                return;
            }
            T item = items.get(number);
            // If it never ends, or ends this thread, this stands.
            outcomes.set(
                    number,
                    new Outcome<>(
                            item,
                            Fate.UNKNOWN,
                            Optional.empty(),
                            Optional.of(new IllegalStateException("its call had not ended when the time was over"))));
            outcomes.set(number, outcome(item));
        }
    }

    private Outcome<T, R> outcome(T item) {
        try {
            Optional<R> value = Foreign.call("the call", () -> Optional.ofNullable(call.apply(item)));
            return new Outcome<>(item, Fate.DONE, value, Optional.empty());
        } catch (OutcomeUnknownException failure) {
            return new Outcome<>(item, Fate.UNKNOWN, Optional.empty(), Optional.of(failure));
        } catch (RuntimeException failure) {
            return new Outcome<>(item, Fate.FAILED, Optional.empty(), Optional.of(failure));
        }
    }

    private BulkReport<T, R> report() {
        List<Outcome<T, R>> all = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            Outcome<T, R> outcome = outcomes.get(i);
            all.add(
                    outcome == null
                            ? new Outcome<>(items.get(i), Fate.NOT_TRIED, Optional.empty(), Optional.empty())
                            : outcome);
        }
        return new BulkReport<>(all);
    }
}
