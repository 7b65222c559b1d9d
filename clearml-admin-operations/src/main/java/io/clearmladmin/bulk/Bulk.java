package io.clearmladmin.bulk;

import io.clearmladmin.internal.check.Check;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The same call for many items, some at a time, with an outcome for each: one that fails does not stop the others.
 *
 * <pre>{@code
 * BulkReport<String, User> report = Bulk.parallel(8).call(ids, id -> clearml.users().getById(id));
 * if (!report.isComplete()) {
 *     System.err.println(report);
 * }
 * }</pre>
 *
 * <p>The calls are made on threads of its own, virtual ones if the JDK has them (21 or newer): what the caller's thread holds,
 * such as a logging context, is not there. Immutable; safe for use by many threads.
 */
public final class Bulk {

    private static final int MOST = 1_000;
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final int parallelism;
    private final Duration timeout;

    private Bulk(int parallelism, Duration timeout) {
        this.parallelism = parallelism;
        this.timeout = timeout;
    }

    /**
     * At most so many calls at a time, and 10 minutes for all of them.
     *
     * @throws IllegalArgumentException if it is not from 1 to 1,000
     */
    public static Bulk parallel(int calls) {
        if (calls < 1 || calls > MOST) {
            throw new IllegalArgumentException("calls: must be from 1 to " + MOST + ", got " + calls);
        }
        return new Bulk(calls, TIMEOUT);
    }

    /**
     * The same with this time for all items, a day at most. After it no call is begun; those that run are interrupted, and given
     * up ten seconds later.
     */
    public Bulk timeout(Duration time) {
        return new Bulk(parallelism, Check.wait("timeout", time));
    }

    /**
     * Makes the call for each item, beginning in their order; blocks until the last has ended, or the time has passed. An
     * interrupt of the calling thread ends it as the timeout does, and stays set. It is as repeatable as the calls are:
     * {@link BulkReport#unfinished} has the items to go on with.
     *
     * @param call may return nothing (null); is called by several threads at once
     * @throws NullPointerException if one of the items is null; nothing was called
     */
    public <T, R> BulkReport<T, R> call(Collection<? extends T> items, Function<? super T, ? extends R> call) {
        return new BulkRun<T, R>(List.copyOf(items), Objects.requireNonNull(call, "call")).in(parallelism, timeout);
    }
}
