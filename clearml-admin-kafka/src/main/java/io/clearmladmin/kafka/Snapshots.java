package io.clearmladmin.kafka;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.events.EventsNotEmittedException.Fate;
import io.clearmladmin.events.SnapshotNotEmittedException;
import io.clearmladmin.internal.threads.Deadline;
import io.clearmladmin.kafka.KafkaFailureException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Writes snapshots, each as one transaction. */
final class Snapshots {

    private final KafkaSettings settings;
    private final Messages messages;
    private final String transactionalId;
    private final UnaryOperator<Producer<byte[], byte[]>> around;
    private final ReentrantLock one = new ReentrantLock();
    private volatile @Nullable TransactionalWriter writer;
    private volatile boolean isClosed;
    private volatile boolean isCut;

    Snapshots(
            KafkaSettings settings,
            Messages messages,
            String transactionalId,
            UnaryOperator<Producer<byte[], byte[]>> around) {
        this.settings = settings;
        this.messages = messages;
        this.transactionalId = transactionalId;
        this.around = around;
    }

    void emit(Iterable<Event> events, Deadline deadline) {
        takeTurn(deadline);
        try (TransactionalWriter opened = new TransactionalWriter(settings, transactionalId, around)) {
            writer = opened;
            if (isCut) {
                opened.abandon();
            }
            init(opened, deadline);
            Transaction transaction = opened.begin();
            try {
                send(transaction, events, deadline);
                transaction.commit(deadline);
            } catch (TransactionFailure failure) {
                throw failure(failure);
            }
        } finally {
            writer = null;
            one.unlock();
        }
    }

    private static void init(TransactionalWriter opened, Deadline deadline) {
        try {
            opened.init(deadline);
        } catch (KafkaFailureException failure) {
            throw nothing(failure);
        }
    }

    private void takeTurn(Deadline deadline) {
        try {
            if (!one.tryLock(deadline.nanosLeft(), TimeUnit.NANOSECONDS)) {
                throw nothing(new KafkaFailureException(
                        Reason.TIMED_OUT, "Another was in flight until the deadline. Give it more time.", null));
            }
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw nothing(new KafkaFailureException(
                    Reason.INTERRUPTED, "The thread was interrupted while it waited for its turn.", failure));
        }
        if (isClosed) {
            one.unlock();
            throw new IllegalStateException("this sink is closed");
        }
    }

    /** Takes no more, waits for the one in flight until the deadline, and cuts it off then. */
    void close(Deadline deadline) throws InterruptedException {
        isClosed = true;
        try {
            if (one.tryLock(deadline.nanosLeft(), TimeUnit.NANOSECONDS)) {
                one.unlock();
            }
        } finally {
            isCut = true;
            TransactionalWriter open = writer;
            if (open != null) {
                open.abandon();
            }
        }
    }

    // All that cannot be published are found at once, so that the rest can be published the next time.
    private void send(Transaction transaction, Iterable<Event> events, Deadline deadline) throws TransactionFailure {
        List<Failure> refused = new ArrayList<>();
        for (Event event : events) {
            try {
                Message message = messages.of(event);
                if (refused.isEmpty()) {
                    transaction.send(message, deadline);
                }
            } catch (SerializationException | KafkaFailureException failure) {
                refused.add(new Failure(event, Fate.REFUSED, String.valueOf(failure.getMessage())));
            }
        }
        if (!refused.isEmpty()) {
            throw SnapshotNotEmittedException.because(refused, null);
        }
    }

    private SnapshotNotEmittedException failure(TransactionFailure e) {
        Message guilty = e.message();
        if (guilty != null && Failures.isRefusal(e.reason())) {
            String why = Failures.line(settings, e.reason());
            return SnapshotNotEmittedException.because(
                    List.of(new Failure(guilty.event(), Fate.REFUSED, why)), Failures.cause(settings, e.reason()));
        }
        KafkaFailureException why = Failures.of(settings, "Publishing a snapshot", e.reason());
        return e.isUnknown()
                ? SnapshotNotEmittedException.asWhole(
                        true,
                        "It is not known whether the snapshot was published, as a whole: publish it again. "
                                + why.getMessage(),
                        why)
                : nothing(why);
    }

    private static SnapshotNotEmittedException nothing(KafkaFailureException why) {
        return SnapshotNotEmittedException.asWhole(
                false, "Nothing of the snapshot was published. " + why.getMessage(), why);
    }
}
