package io.clearmladmin.events;

import io.clearmladmin.internal.threads.Deadline;
import io.clearmladmin.internal.threads.Foreign;
import io.clearmladmin.internal.threads.Threads;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The only thread that touches the file. So an interrupt of the caller does not close the file under it, as Java's channels
 * do, and a disk that hangs does not keep the caller for ever.
 */
final class FileThread implements AutoCloseable {

    // What waits behind a disk that hangs; more is refused.
    private static final int MOST_WAITING = 8;

    private final Path file;
    private final ExecutorService thread;

    FileThread(Path file) {
        this.file = file;
        this.thread = Threads.pool("clearml-journal", 1, MOST_WAITING);
    }

    /** Waits for the work, also when interrupted: it ends soon, and its outcome matters. */
    <T> T call(String what, Deadline time, Callable<T> work) {
        Future<T> future;
        try {
            future = thread.submit(work);
        } catch (RejectedExecutionException failure) {
            throw thread.isShutdown() ? FileFailures.closed(file) : FileFailures.timedOut(file, what);
        }
        boolean isInterrupted = false;
        try {
            while (true) {
                try {
                    return future.get(time.nanosLeft(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException failure) {
                    isInterrupted = true;
                } catch (TimeoutException failure) {
                    throw FileFailures.timedOut(file, what);
                } catch (ExecutionException failure) {
                    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                    if (Foreign.isFatal(cause)) {
                        throw (VirtualMachineError) cause;
                    }
                    throw FileFailures.of(file, cause);
                }
            }
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
