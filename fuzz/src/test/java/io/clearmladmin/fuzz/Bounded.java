package io.clearmladmin.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What a piece of work took, and how it ended. */
public record Bounded(Duration time, long bytes, @Nullable Exception failure) {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Does the work on this thread; an Error is thrown on. */
    public static Bounded run(Callable<?> work) {
        long begun = System.nanoTime();
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        Exception failure = null;
        try {
            assertThat(work.call()).isNotSameAs(THREADS);
        } catch (Exception ended) {
            failure = ended;
        }
        return new Bounded(
                Duration.ofNanos(System.nanoTime() - begun), THREADS.getCurrentThreadAllocatedBytes() - bytes, failure);
    }
}
