package io.clearmladmin.k8s;

import io.clearmladmin.internal.text.SafeText;
import org.jspecify.annotations.Nullable;

/** Why a list or a watch ended before its time. The message is for people. */
final class WatchFailure extends Exception {

    private static final long serialVersionUID = 1;

    private final int status;

    /** The status is the server's; 0 where none came. */
    WatchFailure(int status, String message, @Nullable Throwable cause) {
        super(SafeText.line(message), cause);
        this.status = status;
    }

    WatchFailure(String message) {
        this(0, message, null);
    }

    /** What a request ended with. */
    static WatchFailure of(KubernetesException failure) {
        return new WatchFailure(failure.status(), String.valueOf(failure.getMessage()), failure);
    }

    /** The requested version is no longer there. */
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
}
