package io.clearmladmin.kafka;

import io.clearmladmin.internal.threads.Deadline;
import io.clearmladmin.internal.threads.Threads;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * A transactional producer and the thread that alone speaks with it: each of its calls may block for longer than the caller
 * wants to wait. A writer whose last transaction has no known outcome is thrown away.
 */
final class TransactionalWriter implements AutoCloseable {

    private static final Duration CLOSING = Duration.ofSeconds(2);
    // One works, and its abort may wait behind it.
    private static final int MOST_WAITING = 2;

    private final KafkaSettings settings;
    private final String transactionalId;
    private final Opened<Producer<byte[], byte[]>> producer;
    private final ExecutorService thread;
    private boolean isEnded;
    private @Nullable Future<?> working;

    /** Opens nothing yet: {@link #init} does. */
    TransactionalWriter(
            KafkaSettings settings, String transactionalId, UnaryOperator<Producer<byte[], byte[]>> around) {
        this.settings = settings;
        this.transactionalId = transactionalId;
        producer = Clients.producer(settings, ClientProperties.transactions(settings, transactionalId), around);
        thread = Threads.pool("clearml-kafka-transactions", 1, MOST_WAITING);
    }

    /** Fences off whoever had this id before, and ends what they left open. After a failure it is abandoned. */
    void init(Deadline deadline) {
        boolean isOpen = false;
        try {
            isOpen = within(deadline, () -> {
                producer.client().initTransactions();
                return true;
            });
        } catch (ExecutionException | TimeoutException | InterruptedException | CancellationException failure) {
            if (failure instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw Failures.of(
                    settings,
                    "Opening transactions of " + transactionalId,
                    failure instanceof ExecutionException && failure.getCause() != null ? failure.getCause() : failure);
        } finally {
            if (!isOpen) {
                abandon();
            }
        }
    }

    Transaction begin() {
        return new Transaction(this, producer.client(), settings.transactionTimeout());
    }

    /**
     * Has the thread do it, and waits for it until the deadline.
     *
     * @throws CancellationException if another thread has abandoned it
     */
    <T> T within(Deadline deadline, Callable<T> work)
            throws ExecutionException, TimeoutException, InterruptedException {
        return submit(work).get(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
    }

    /**
     * Has the thread do it, after what it was given before.
     *
     * @throws CancellationException if another thread has abandoned it
     */
    synchronized <T> Future<T> submit(Callable<T> work) {
        if (isEnded) {
            throw new CancellationException("it was closed");
        }
        Future<T> submitted = thread.submit(work);
        working = submitted;
        return submitted;
    }

    /**
     * It cannot go on, and who waits for it waits no longer. A transaction that is open is ended in the background, so that no
     * reader waits behind it; where no broker answers, the next writer with its id ends it, or the broker in time.
     */
    void abandon() {
        if (end()) {
            producer.closeLater(CLOSING);
            thread.shutdownNow();
        }
    }

    @Override
    public void close() {
        if (end()) {
            producer.close(CLOSING);
            thread.shutdownNow();
        }
    }

    /** Whether it had not ended before. */
    private synchronized boolean end() {
        if (isEnded) {
            return false;
        }
        isEnded = true;
        if (working != null) {
            working.cancel(true);
        }
        return true;
    }
}
