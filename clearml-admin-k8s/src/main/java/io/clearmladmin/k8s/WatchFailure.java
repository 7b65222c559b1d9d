package io.clearmladmin.k8s;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why a list or a watch ended before its time. The message is for people. */
final class WatchFailure extends Exception {

    private static final long serialVersionUID = 1;

    private final int status;
    private final Duration retryAfter;

    /**
     * With what is known of it.
     *
     * @param status the server's; 0 where none came
     * @param retryAfter how long the server asks to wait; zero if it does not
     */
    WatchFailure(int status, String message, Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    WatchFailure(int status, String message) {
        this(status, message, Duration.ZERO, null);
    }

    /** The version asked for is no longer there. */
    boolean isExpired() {
        return status == 410;
    }

    /** Waiting alone will not help. */
    boolean isRefusal() {
        return status == 401 || status == 403 || status == 404;
    }

    /** The server answered, and did not take the request. */
    boolean isAnswer() {
        return status >= 400;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
