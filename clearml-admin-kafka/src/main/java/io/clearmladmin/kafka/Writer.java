package io.clearmladmin.kafka;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A transactional producer and the thread that alone speaks with it: each of its calls may block for longer than the caller
 * wants to wait. A writer whose last transaction has no known outcome is thrown away.
 */
final class Writer implements AutoCloseable {

    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final Producer<byte[], byte[]> producer;
    private final ExecutorService thread;
    private final Duration transactionTimeout;
    private volatile boolean broken;

    private Writer(KafkaSettings settings, String transactionalId) {
        producer = Clients.make(
                settings,
                () -> new KafkaProducer<>(
                        ClientProperties.transactions(settings, transactionalId),
                        new ByteArraySerializer(),
                        new ByteArraySerializer()));
        transactionTimeout = settings.transactionTimeout();
        thread = Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, "clearml-kafka-transactions");
            made.setDaemon(true);
            return made;
        });
    }

    /** Fences off whoever had this id before, and ends what they left open. */
    static Writer open(KafkaSettings settings, String transactionalId, Deadline deadline) {
        Writer writer = new Writer(settings, transactionalId);
        try {
            writer.within(deadline, () -> {
                writer.producer.initTransactions();
                return true;
            });
            return writer;
        } catch (ExecutionException | TimeoutException e) {
            writer.abandon();
            throw Failures.of(
                    settings,
                    "Opening transactions of " + transactionalId,
                    e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e);
        }
    }

    Transaction begin() {
        return new Transaction(this, producer, transactionTimeout);
    }

    /** Has the thread do it, and waits for it until the deadline. */
    <T> T within(Deadline deadline, Callable<T> work) throws ExecutionException, TimeoutException {
        Future<T> done = thread.submit(work);
        try {
            return done.get(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (TimeoutException) new TimeoutException("the waiting thread was interrupted").initCause(e);
        }
    }

    /** It cannot go on; what is open is ended by the next writer with the same id, or by the broker in time. */
    void abandon() {
        broken = true;
        producer.close(Duration.ZERO);
        thread.shutdownNow();
    }

    @Override
    public void close() {
        if (!broken) {
            producer.close(CLOSING);
        }
        abandon();
    }
}
