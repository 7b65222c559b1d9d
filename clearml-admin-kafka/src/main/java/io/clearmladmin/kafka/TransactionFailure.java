package io.clearmladmin.kafka;

import org.jspecify.annotations.Nullable;

/** A transaction did not come about, or may not have. */
final class TransactionFailure extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean unknown;
    private final boolean over;
    private final transient @Nullable Message message;

    /**
     * With what is known of it.
     *
     * @param unknown whether it may have been committed
     * @param over whether the writer cannot go on
     * @param message which one failed, if it is known
     */
    TransactionFailure(Throwable reason, boolean unknown, boolean over, @Nullable Message message) {
        super(reason);
        this.unknown = unknown;
        this.over = over;
        this.message = message;
    }

    Throwable reason() {
        Throwable cause = getCause();
        return cause == null ? this : cause;
    }

    boolean isUnknown() {
        return unknown;
    }

    boolean isOver() {
        return over;
    }

    @Nullable
    Message message() {
        return message;
    }
}
