package io.clearmladmin.kafka;

import io.clearmladmin.events.Event;
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
        try (Writer writer = Writer.open(settings, transactionalId, deadline)) {
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

    private void takeTurn(Deadline deadline) {
        try {
            if (one.tryLock(deadline.nanosLeft(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new KafkaFailureException(
                Reason.TIMED_OUT,
                "Nothing of the snapshot was told: another was under way until the deadline. Give it more time.",
                null);
    }

    private void send(Transaction transaction, Iterable<Event> events, Deadline deadline) throws TransactionFailure {
        List<Message> chunk = new ArrayList<>(CHUNK);
        for (Event event : events) {
            chunk.add(message(event));
            if (chunk.size() == CHUNK) {
                transaction.send(List.copyOf(chunk), deadline);
                chunk.clear();
            }
        }
        transaction.send(chunk, deadline);
    }

    private Message message(Event event) {
        try {
            return messages.of(event);
        } catch (SerializationException e) {
            throw new KafkaFailureException(
                    e instanceof Messages.TooLarge ? Reason.TOO_LARGE : Reason.OTHER,
                    "Nothing of the snapshot was told, since " + event.type() + " of " + event.subject() + " (id "
                            + event.id() + ") cannot be: " + e.getMessage(),
                    e);
        }
    }

    private KafkaFailureException failure(TransactionFailure e) {
        KafkaFailureException why = Failures.of(settings, "Telling a snapshot", e.reason());
        String fate = e.isUnknown()
                ? "It is not known whether the snapshot was told, as a whole: tell it again. "
                : "Nothing of the snapshot was told. ";
        return new KafkaFailureException(why.reason(), fate + why.getMessage(), e.reason());
    }
}
