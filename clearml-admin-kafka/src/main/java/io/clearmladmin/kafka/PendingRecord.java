package io.clearmladmin.kafka;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.events.EventsNotEmittedException.Fate;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way, from the start of its call to its one end. Who is first, the thread that sends, the caller who
 * gives up or who closes the sink, decides.
 */
final class PendingRecord implements Callback {

    /** Where it stands. */
    private sealed interface Stage {}

    private enum Open implements Stage {
        /** Not sent yet: in the queue, or before it. */
        WAITING,
        /** Kafka's client has it. */
        SENDING
    }

    /** Its end, which is final; without a fate it is durable. */
    private record End(
            @Nullable Fate fate, String reason, @Nullable Throwable why) implements Stage {}

    private static final End DURABLE = new End(null, "", null);

    private final Event event;
    private final EmitCall emission;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Open.WAITING);
    private volatile int bytes;
    private volatile @Nullable Thread sender;
    // Only until it is sent: a large call shall not keep what Kafka's client has copied, or what was given up.
    private volatile @Nullable ProducerRecord<byte[], byte[]> record;

    PendingRecord(Event event, EmitCall emission) {
        this.event = event;
        this.emission = emission;
    }

    Event event() {
        return event;
    }

    int bytes() {
        return bytes;
    }

    /** What is to be sent of it. */
    void load(Message message) {
        bytes = message.bytes();
        record = message.record();
    }

    /** What is to be sent now, and cannot be withdrawn any more; null if it has ended before. */
    @Nullable
    ProducerRecord<byte[], byte[]> begin() {
        ProducerRecord<byte[], byte[]> toSend = record;
        sender = Thread.currentThread();
        if (!stage.compareAndSet(Open.WAITING, Open.SENDING)) {
            return null;
        }
        record = null;
        return toSend;
    }

    /** It will not work however often it is tried. */
    void refuse(Throwable why) {
        end(Open.WAITING, new End(Fate.REFUSED, String.valueOf(why.getMessage()), why));
    }

    /** If it is not sent yet, it never will be. */
    void withdraw(String reason) {
        if (stage.get() == Open.WAITING) {
            end(Open.WAITING, new End(Fate.NOT_EMITTED, reason, null));
        }
    }

    /** Nobody waits for an answer any more. */
    void giveUp(String reason, @Nullable Throwable why) {
        withdraw(reason);
        end(Open.SENDING, new End(Fate.UNKNOWN, reason, why));
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata place, @Nullable Exception exception) {
        if (exception == null) {
            // Also if nobody waits for it any more: it is published.
            emission.published(event, bytes);
        }
        end(Open.SENDING, exception == null ? DURABLE : failed(exception));
    }

    private End failed(Exception why) {
        if (Failures.isRefusal(why)) {
            return new End(Fate.REFUSED, "", why);
        }
        // What fails before send() returns never came into a batch.
        return new End(Thread.currentThread() == sender ? Fate.NOT_EMITTED : Fate.UNKNOWN, "", why);
    }

    private void end(Open from, End end) {
        if (stage.compareAndSet(from, end)) {
            record = null;
            emission.ended();
        }
    }

    boolean isDurable() {
        return stage.get() == DURABLE;
    }

    /** Why it is not known to be durable; null if it is. {@code unanswered} says why nobody waits for an answer any more. */
    @Nullable
    Failure failure(KafkaSettings settings, String unanswered) {
        Stage now = stage.get();
        if (!(now instanceof End end)) {
            return new Failure(event, Fate.UNKNOWN, unanswered);
        }
        Fate fate = end.fate();
        if (fate == null) {
            return null;
        }
        Throwable why = end.why();
        return new Failure(
                event, fate, end.reason().isEmpty() && why != null ? Failures.line(settings, why) : end.reason());
    }

    @Nullable
    Throwable why() {
        return stage.get() instanceof End end ? end.why() : null;
    }
}
