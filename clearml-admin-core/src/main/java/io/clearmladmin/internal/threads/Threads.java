package io.clearmladmin.internal.threads;

import java.lang.reflect.Method;
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

/** Makes all threads of the library: named daemons, whose unexpected end is logged. */
public final class Threads {

    private static final Logger LOG = LoggerFactory.getLogger(Threads.class);
    private static final long PAUSE_MILLIS = 1_000;

    private Threads() {}

    /** One turn of a thread's work, after which it checks whether to stop. */
    @FunctionalInterface
    public interface Turn {

        /**
         * Works, and returns whether there is another turn. An interrupt only wakes it: the next turn checks whether to
         * stop. So foreign code that leaves the thread interrupted does not end it.
         */
        boolean next() throws InterruptedException;
    }

    /** A thread that does this once, not started yet. An unexpected end is logged. */
    public static Thread once(String name, Runnable work) {
        return once(name, work, why -> {});
    }

    /**
     * The same, with a callback for an unexpected end.
     *
     * @param ended called on this thread with the cause of an unexpected end: the component becomes unhealthy, and releases
     *     what it holds
     */
    public static Thread once(String name, Runnable work, Consumer<Throwable> ended) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((unused, why) -> {
            // The callback comes first; logging may need memory that is exhausted.
            try {
                ended.accept(why);
            } finally {
                LOG.error("The thread {} has ended", name, why);
            }
        });
        return thread;
    }

    /** The same on a virtual thread, where the JDK has them (21 or newer): one that waits most of its time costs little there. */
    public static Thread light(String name, Runnable work) {
        Thread named = once(name, work);
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Method unstarted = Class.forName("java.lang.Thread$Builder").getMethod("unstarted", Runnable.class);
            Thread light = (Thread) unstarted.invoke(builder, work);
            light.setName(name);
            light.setUncaughtExceptionHandler(named.getUncaughtExceptionHandler());
            return light;
        } catch (ReflectiveOperationException older) {
            return named;
        }
    }

    /**
     * A thread that takes turns until one of them is the last; not started yet. A failed turn is
     * logged, and the next one comes after a second: only a broken JVM ends it.
     *
     * @param ended is given the {@link VirtualMachineError} (not a {@link StackOverflowError}) that ended it, on this thread:
     *     the component becomes unhealthy, and releases what it holds
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
                // The first in a row with its stack trace, the others on one line each.
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
            LOG.debug("Woken to check whether to stop");
        }
    }

    /**
     * Threads {@code name-1} and so on, as many as needed, at most this many; work that finds none free waits, also at
     * most this many, or is refused. A failure of the work comes out of its {@code Future}. Idle threads end.
     */
    public static ExecutorService pool(String name, int threads, int waiting) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), numbered(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** The same without a bound: a thread for each piece of work. Its user bounds how much. */
    public static ExecutorService unboundedPool(String name) {
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), numbered(name));
    }

    private static ThreadFactory numbered(String name) {
        AtomicInteger number = new AtomicInteger();
        return work -> once(name + "-" + number.incrementAndGet(), work);
    }
}
