package io.clearmladmin.kafka;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventsNotEmittedException;
import io.clearmladmin.events.EventsNotEmittedException.Fate;
import io.clearmladmin.events.JournalFencedException;
import io.clearmladmin.events.LifecycleJournal;
import io.clearmladmin.internal.threads.Deadline;
import io.clearmladmin.kafka.KafkaFailureException.Reason;
import java.time.Duration;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes events to Kafka exactly once, for a reader with {@code isolation.level=read_committed}: the events and the last one
 * of each subject are one transaction, whose id is the monitor's UUID. Kafka is all it needs to remember.
 *
 * <p>Opening a second journal with the same UUID and restoring it fences off the first, whose calls throw {@link
 * JournalFencedException} from then on; it must be closed. After any {@link EventsNotEmittedException} with an unknown fate, and after {@link
 * Reason#RESTORE_NEEDED}, {@link #restore()} returns what was published and lets it go on.
 *
 * <p>One thread at a time; others wait, until their deadline. The more events a call of {@link #record} has, the faster it is.
 */
public final class KafkaJournal implements LifecycleJournal {

    private enum Condition {
        UNRESTORED,
        READY,
        FENCED
    }

    private static final Duration CLOSING = Duration.ofSeconds(30);

    private final KafkaSettings settings;
    private final String monitorId;
    private final Messages messages;
    private final Duration restoreTimeout;
    private final boolean isRememberingOnly;
    private final UnaryOperator<Producer<byte[], byte[]>> around;
    private final ReentrantLock calls = new ReentrantLock(true);
    private Condition condition = Condition.UNRESTORED;
    // Written by the call that has the lock; closing looks at it from another thread.
    private volatile @Nullable TransactionalWriter writer;
    private volatile boolean isClosed;
    private volatile boolean isCut;

    private KafkaJournal(Builder builder) {
        settings = builder.settings;
        monitorId = builder.monitorId;
        messages = new Messages(settings, builder.templates);
        restoreTimeout = builder.restoreTimeout;
        isRememberingOnly = builder.isRememberingOnly;
        around = builder.around;
    }

    /**
     * A journal of the monitor with this UUID. Opens nothing yet; {@link #restore()} is to be called first.
     *
     * @throws IllegalArgumentException if the UUID is empty
     */
    public static KafkaJournal open(KafkaSettings settings, String monitorUuid) {
        return builder(settings, monitorUuid).build();
    }

    /**
     * Starts with what {@link #open} has.
     *
     * @throws IllegalArgumentException if the UUID is empty
     */
    public static Builder builder(KafkaSettings settings, String monitorUuid) {
        return new Builder(settings, monitorUuid);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Ends what an earlier journal with this UUID left open, fences it off, and reads the state topic to its end, handing
     * over what it reads: of a subject that changed since the topic was compacted, more than one event.
     *
     * @throws KafkaFailureException if that did not work; it can be tried again. {@link Reason#UNREADABLE_STATE} names a record
     *     that is no event; see {@link KafkaSettings.Builder#skipUnreadableState}
     */
    @Override
    public void restore(RestoreHandler handler) {
        Deadline deadline = Deadline.in(restoreTimeout);
        begin("Restoring", deadline);
        try {
            requireNotFenced();
            abandon();
            open(handler, deadline);
        } finally {
            calls.unlock();
        }
    }

    private void open(RestoreHandler handler, Deadline deadline) {
        TransactionalWriter opened = new TransactionalWriter(settings, monitorId, around);
        writer = opened;
        // Who closes the journal and has waited long enough does not wait for what is opened after that.
        if (isCut) {
            opened.abandon();
        }
        boolean isRestored = false;
        try {
            init(opened, deadline);
            new StateTopic(settings, monitorId).read(handler, deadline, () -> isCut);
            condition = Condition.READY;
            isRestored = true;
        } catch (JournalFencedException failure) {
            throw failure;
        } catch (RuntimeException failure) {
            throw Failures.of(settings, "Restoring journal " + monitorId, failure);
        } finally {
            if (!isRestored) {
                writer = null;
                opened.abandon();
            }
        }
    }

    private void init(TransactionalWriter opened, Deadline deadline) {
        try {
            opened.init(deadline);
        } catch (KafkaFailureException failure) {
            if (failure.reason() == Reason.FENCED) {
                // Another was opened at the same time, and was last.
                condition = Condition.FENCED;
                throw fenced(failure);
            }
            throw failure;
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws KafkaFailureException if this journal must be restored first
     */
    @Override
    public void record(List<Event> given, Duration time) {
        Deadline deadline = Deadline.in(time);
        List<Event> events = List.copyOf(given);
        if (events.isEmpty()) {
            return;
        }
        try {
            begin("Recording " + events.size() + " events", deadline);
        } catch (KafkaFailureException failure) {
            throw EventsNotEmittedException.none(
                    events, Fate.NOT_EMITTED, String.valueOf(failure.getMessage()), failure);
        }
        try {
            TransactionalWriter open = requireReady();
            inTransaction(open, transaction -> {
                send(events, transaction, deadline);
                transaction.commit(deadline);
            });
        } catch (TransactionFailure failure) {
            throw notEmitted(events, failure);
        } finally {
            calls.unlock();
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws KafkaFailureException if that did not work, or is not known to have worked; forgetting again is right
     */
    @Override
    public void forget(Collection<String> subjects, Duration time) {
        Deadline deadline = Deadline.in(time);
        if (subjects.isEmpty()) {
            return;
        }
        String what = "Forgetting " + subjects.size() + " subjects";
        begin(what, deadline);
        try {
            TransactionalWriter open = requireReady();
            inTransaction(open, transaction -> transaction.sendTombstones(tombstones(subjects), deadline));
        } catch (TransactionFailure failure) {
            throw Failures.of(settings, what, failure.reason());
        } finally {
            calls.unlock();
        }
    }

    private interface Step {
        void in(Transaction transaction) throws TransactionFailure;
    }

    // Until it has ended well, or is known to have changed nothing, nobody knows what was published last.
    private void inTransaction(TransactionalWriter open, Step step) throws TransactionFailure {
        condition = Condition.UNRESTORED;
        try {
            step.in(open.begin());
            condition = Condition.READY;
        } catch (TransactionFailure failure) {
            if (Failures.isFenced(failure.reason())) {
                condition = Condition.FENCED;
                throw fenced(failure.reason());
            }
            condition = failure.isOver() ? Condition.UNRESTORED : Condition.READY;
            throw failure;
        } finally {
            if (condition != Condition.READY) {
                writer = null;
                open.abandon();
            }
        }
    }

    /** Takes the journal for one call, which unlocks it. */
    private void begin(String what, Deadline deadline) {
        requireOpen();
        try {
            if (!calls.tryLock(deadline.nanosLeft(), TimeUnit.NANOSECONDS)) {
                throw new KafkaFailureException(
                        Reason.TIMED_OUT,
                        what + ": another call on the journal did not end before the deadline.",
                        null);
            }
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new KafkaFailureException(
                    Reason.INTERRUPTED, what + ": the thread was interrupted while it waited for its turn.", failure);
        }
        if (isClosed) {
            calls.unlock();
        }
        requireOpen();
    }

    private void requireOpen() {
        if (isClosed) {
            throw new IllegalStateException("this journal is closed");
        }
    }

    private List<ProducerRecord<byte[], byte[]>> tombstones(Collection<String> subjects) {
        return subjects.stream()
                .map(subject -> StateTopic.key(monitorId, subject))
                .map(key -> new ProducerRecord<byte[], byte[]>(settings.stateTopic(), EventRecords.bytes(key), null))
                .toList();
    }

    // An event that cannot be published may come after others that were sent: nobody has seen those.
    private void send(List<Event> events, Transaction transaction, Deadline deadline) throws TransactionFailure {
        BitSet last = lastOfEachSubject(events);
        try {
            for (int at = 0; at < events.size(); at++) {
                Message message = encode(events.get(at), events);
                if (!isRememberingOnly) {
                    transaction.send(message, deadline);
                }
                if (last.get(at)) {
                    transaction.send(encodeState(message, events), deadline);
                }
            }
        } catch (EventsNotEmittedException refused) {
            throw transaction.abort(refused, deadline);
        }
    }

    private static BitSet lastOfEachSubject(List<Event> events) {
        BitSet last = new BitSet(events.size());
        Set<String> subjects = new HashSet<>();
        for (int at = events.size() - 1; at >= 0; at--) {
            last.set(at, subjects.add(events.get(at).subject()));
        }
        return last;
    }

    private Message encode(Event event, List<Event> events) {
        try {
            return messages.of(event);
        } catch (SerializationException | KafkaFailureException failure) {
            throw EventsNotEmittedException.allOrNothing(events, event, String.valueOf(failure.getMessage()), failure);
        }
    }

    private Message encodeState(Message published, List<Event> events) {
        Event event = published.event();
        try {
            return messages.state(published, StateTopic.key(monitorId, event.subject()));
        } catch (SerializationException failure) {
            throw EventsNotEmittedException.allOrNothing(events, event, String.valueOf(failure.getMessage()), failure);
        }
    }

    private EventsNotEmittedException notEmitted(List<Event> events, TransactionFailure e) {
        if (e.reason() instanceof EventsNotEmittedException refused) {
            return refused;
        }
        Message guilty = e.message();
        if (guilty != null && Failures.isRefusal(e.reason())) {
            return EventsNotEmittedException.allOrNothing(
                    events, guilty.event(), Failures.line(settings, e.reason()), Failures.cause(settings, e.reason()));
        }
        Fate fate = e.isUnknown() ? Fate.UNKNOWN : Fate.NOT_EMITTED;
        String reason = Failures.line(settings, e.reason()) + (e.isOver() ? ". Restore the journal first" : "");
        return EventsNotEmittedException.none(events, fate, reason, Failures.cause(settings, e.reason()));
    }

    private TransactionalWriter requireReady() {
        requireNotFenced();
        TransactionalWriter open = writer;
        if (open == null || condition != Condition.READY) {
            throw new KafkaFailureException(
                    Reason.RESTORE_NEEDED,
                    "Journal " + monitorId
                            + " does not know what was published last: call restore() before anything else, and"
                            + " after a failure with an unknown fate.",
                    null);
        }
        return open;
    }

    private void requireNotFenced() {
        if (condition == Condition.FENCED) {
            throw fenced(null);
        }
    }

    private JournalFencedException fenced(@Nullable Throwable cause) {
        return new JournalFencedException(
                "Another journal with the id " + monitorId
                        + " was opened and has taken over; this one cannot go on. Close it, and leave one monitor with"
                        + " this id running.",
                Failures.cause(settings, cause));
    }

    private void abandon() {
        TransactionalWriter open = writer;
        writer = null;
        if (open != null) {
            open.close();
        }
        condition = Condition.UNRESTORED;
    }

    /**
     * Ends it; waits 30 seconds at most for a call in another thread, and cuts that off then, so that it ends with its events'
     * fates. An interrupt that comes meanwhile ends the waiting, one from before does not. May be called again.
     */
    @Override
    public void close() {
        close(CLOSING);
    }

    void close(Duration time) {
        isClosed = true;
        boolean wasInterrupted = Thread.interrupted();
        boolean isAlone = false;
        try {
            isAlone = calls.tryLock(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException failure) {
            wasInterrupted = true;
        }
        try {
            isCut = true;
            TransactionalWriter open = writer;
            if (open != null && isAlone) {
                open.close();
            } else if (open != null) {
                open.abandon();
            }
        } finally {
            if (isAlone) {
                calls.unlock();
            }
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Makes a {@link KafkaJournal}. */
    public static final class Builder {

        final KafkaSettings settings;
        final String monitorId;
        Duration restoreTimeout = Duration.ofMinutes(2);
        boolean isRememberingOnly;

        @Nullable
        MessageTemplates templates;

        // Tests stand between the journal and Kafka's client.
        UnaryOperator<Producer<byte[], byte[]>> around = UnaryOperator.identity();

        private Builder(KafkaSettings settings, String monitorUuid) {
            this.settings = settings;
            this.monitorId = TransactionalId.check("monitor UUID", monitorUuid);
        }

        /** How long {@link KafkaJournal#restore()} may take, two minutes if nothing is said. */
        public Builder restoreTimeout(Duration time) {
            restoreTimeout = Deadline.checked(time);
            return this;
        }

        /**
         * Remembers events as published, and publishes none of them: for what another program has published, before this one
         * takes over.
         */
        public Builder rememberOnly() {
            isRememberingOnly = true;
            return this;
        }

        /** What the values of messages look like; JSON if nothing is said. What is remembered stays JSON. */
        public Builder templates(MessageTemplates choice) {
            templates = choice;
            return this;
        }

        /** Makes the journal; opens nothing yet. */
        public KafkaJournal build() {
            return new KafkaJournal(this);
        }
    }
}
