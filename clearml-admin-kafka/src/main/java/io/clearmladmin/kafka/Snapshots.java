package io.clearmladmin.kafka;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.events.EventsNotEmittedException.Fate;
import io.clearmladmin.events.SnapshotNotEmittedException;
import io.clearmladmin.kafka.KafkaFailureException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.errors.SerializationException;

/** Writes snapshots, each as one transaction. */
final class Snapshots {

    private static final int CHUNK = 500;

    private final KafkaSettings settings;
    private final Messages messages;
    private final String transactionalId;
    private final ReentrantLock one = new ReentrantLock();

    Snapshots(KafkaSettings settings, Messages messages, String transactionalId) {
        this.settings = settings;
        this.messages = messages;
        this.transactionalId = transactionalId;
    }

    void emit(Iterable<Event> events, Deadline deadline) {
        takeTurn(deadline);
        try (Writer writer = open(deadline)) {
            Transaction transaction = writer.begin();
            try {
                send(transaction, events, deadline);
                transaction.commit(deadline);
            } catch (TransactionFailure e) {
                throw failure(e);
            }
        } finally {
            one.unlock();
        }
    }

    private Writer open(Deadline deadline) {
        try {
            return Writer.open(settings, transactionalId, deadline);
        } catch (KafkaFailureException e) {
            throw nothing(e);
        }
    }

    private void takeTurn(Deadline deadline) {
        try {
            if (one.tryLock(deadline.nanosLeft(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw nothing(new KafkaFailureException(
                Reason.TIMED_OUT, "Another was under way until the deadline. Give it more time.", null));
    }

    // All that cannot be told are found at once, so that the rest can be told the next time.
    private void send(Transaction transaction, Iterable<Event> events, Deadline deadline) throws TransactionFailure {
        List<Message> chunk = new ArrayList<>(CHUNK);
        List<Failure> refused = new ArrayList<>();
        for (Event event : events) {
            try {
                chunk.add(messages.of(event));
            } catch (SerializationException | KafkaFailureException e) {
                refused.add(new Failure(event, Fate.REFUSED, String.valueOf(e.getMessage())));
            }
            if (!refused.isEmpty()) {
                chunk.clear();
            } else if (chunk.size() == CHUNK) {
                transaction.send(List.copyOf(chunk), deadline);
                chunk.clear();
            }
        }
        if (!refused.isEmpty()) {
            throw SnapshotNotEmittedException.because(refused, null);
        }
        transaction.send(chunk, deadline);
    }

    private SnapshotNotEmittedException failure(TransactionFailure e) {
        Message guilty = e.message();
        if (guilty != null && Failures.isRefusal(e.reason())) {
            String why = Failures.line(settings, e.reason());
            return SnapshotNotEmittedException.because(
                    List.of(new Failure(guilty.event(), Fate.REFUSED, why)), e.reason());
        }
        KafkaFailureException why = Failures.of(settings, "Telling a snapshot", e.reason());
        return e.isUnknown()
                ? SnapshotNotEmittedException.asWhole(
                        true,
                        "It is not known whether the snapshot was told, as a whole: tell it again. " + why.getMessage(),
                        why)
                : nothing(why);
    }

    private static SnapshotNotEmittedException nothing(KafkaFailureException why) {
        return SnapshotNotEmittedException.asWhole(false, "Nothing of the snapshot was told. " + why.getMessage(), why);
    }
}
