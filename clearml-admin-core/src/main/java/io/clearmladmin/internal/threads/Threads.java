package io.clearmladmin.internal.threads;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes all threads of our own: daemons, with names, and none ends without a word. */
public final class Threads {

    private static final Logger LOG = LoggerFactory.getLogger(Threads.class);
    private static final long PAUSE_MILLIS = 1_000;

    private Threads() {}

    /** A part of a thread's work, from one look at whether it is over to the next. */
    @FunctionalInterface
    public interface Turn {

        /**
         * Works on, and says whether there is another turn. An interrupt wakes it, and no more: the next turn sees whether it is
         * over. So code that is called and leaves its thread interrupted does not end it.
         */
        boolean next() throws InterruptedException;
    }

    /** A thread that does this once, not started yet. What ends it too early is logged. */
    public static Thread once(String name, Runnable work) {
        return once(name, work, why -> {});
    }

    /**
     * The same.
     *
     * @param ended is given by this thread what has ended it too early: there the component becomes unhealthy, and gives back
     *     what it holds
     */
    public static Thread once(String name, Runnable work, Consumer<Throwable> ended) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((unused, why) -> {
            // First what matters to others; the log may need memory that is not there.
            try {
                ended.accept(why);
            } finally {
                LOG.error("The thread {} has ended", name, why);
            }
        });
        return thread;
    }

    /**
     * A thread that takes one turn after the other until one says that it was the last; not started yet. A turn that fails is
     * logged, and after a second comes the next: nothing but the machine's own end ends it.
     *
     * @param ended is given the {@link VirtualMachineError} (no {@link StackOverflowError}) that has ended it, by this thread:
     *     there the component becomes unhealthy, and gives back what it holds
     */
    public static Thread repeating(String name, Turn turn, Consumer<Throwable> ended) {
        return repeating(name, turn, ended, PAUSE_MILLIS);
    }

    static Thread repeating(String name, Turn turn, Consumer<Throwable> ended, long pauseMillis) {
        return once(name, () -> repeat(name, turn, pauseMillis), ended);
    }

    private static void repeat(String name, Turn turn, long pauseMillis) {
        boolean isFailing = false;
        boolean isOn = true;
        while (isOn) {
            try {
                isOn = Foreign.call(name, () -> goesOn(turn));
                isFailing = false;
            } catch (RuntimeException failure) {
                // The first in a row with its trace, the others in a line each.
                if (isFailing) {
                    LOG.warn("{} failed again, and goes on: {}", name, Foreign.describe(failure));
                } else {
                    Foreign.report(LOG, "{} failed, and goes on", name, failure);
                }
                isFailing = true;
                pause(pauseMillis);
            }
        }
    }

    private static boolean goesOn(Turn turn) {
        try {
            return turn.next();
        } catch (InterruptedException woken) {
            return true;
        }
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException woken) {
            LOG.debug("Woken to look whether it is over");
        }
    }

    /**
     * Threads {@code name-1} and so on, as many as are needed at once and not more than this; what finds none free waits, not
     * more than this either, or is refused. What work throws comes out of its {@code Future}. Idle threads end.
     */
    public static ExecutorService pool(String name, int threads, int waiting) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), numbered(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** The same without a bound: a thread for all that is handed to it, which nobody waits for. Its user bounds how much. */
    public static ExecutorService unboundedPool(String name) {
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), numbered(name));
    }

    private static ThreadFactory numbered(String name) {
        AtomicInteger number = new AtomicInteger();
        return work -> once(name + "-" + number.incrementAndGet(), work);
    }
}
