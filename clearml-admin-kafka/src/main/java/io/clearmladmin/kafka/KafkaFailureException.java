package io.clearmladmin.kafka;

import io.clearmladmin.errors.ClearMlException;
import org.jspecify.annotations.Nullable;

/** Something with Kafka did not work. The message says what was tried, what came back, and what to do. */
public final class KafkaFailureException extends ClearMlException {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** What is wrong. */
    public enum Reason {
        /** No broker was reached. */
        NO_BROKER,
        /** Somebody listens, but does not speak the protocol that was set. */
        WRONG_PROTOCOL,
        /** A broker answers, but advertises an address that cannot be reached from here. */
        ADVERTISED_ADDRESS,
        /** User or password are wrong, or the mechanism is not offered. */
        WRONG_LOGIN,
        /** TLS did not come about. */
        TLS,
        /** A topic does not exist. */
        MISSING_TOPIC,
        /** A topic is not as it must be. */
        UNFIT_TOPIC,
        /** The user lacks a right. */
        NOT_ALLOWED,
        /** Too few replicas are in sync to make an event durable. */
        TOO_FEW_REPLICAS,
        /** An event is too large. */
        TOO_LARGE,
        /** A message template does not fit an event. */
        TEMPLATE,
        /**
         * Another with the same transactional id has taken over. A journal says so by {@link
         * io.clearmladmin.events.JournalFencedException} instead.
         */
        FENCED,
        /** What a journal remembers in the state topic cannot be read. */
        UNREADABLE_STATE,
        /** It is not known what became of the last transaction: restore the journal. */
        RESTORE_NEEDED,
        /** It was not done in time. */
        TIMED_OUT,
        /** The calling thread was interrupted before it was done. */
        INTERRUPTED,
        /** Anything else; see the cause. */
        OTHER
    }

    KafkaFailureException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What is wrong. */
    public Reason reason() {
        return reason;
    }
}
