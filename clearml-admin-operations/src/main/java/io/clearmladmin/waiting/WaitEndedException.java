package io.clearmladmin.waiting;

import io.clearmladmin.errors.ClearMlException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A wait ended before what it waited for was done. The message names what was last seen and what to do; nothing on the server was
 * changed by waiting. The cause is the failure of the last reading, if it failed.
 */
public final class WaitEndedException extends ClearMlException {

    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final String lastSeen;
    private final Duration waited;

    /** Why a wait ended. */
    public enum Reason {
        /** Its deadline passed. */
        DEADLINE,
        /** Its thread was interrupted; the thread's flag is set. */
        INTERRUPTED
    }

    WaitEndedException(
            String what, Reason reason, String lastSeen, Duration waited, String advice, @Nullable Throwable cause) {
        super(
                "waited " + waited + " for " + what + ", "
                        + (reason == Reason.DEADLINE ? "until the deadline" : "until the thread was interrupted")
                        + ". Last seen: " + (lastSeen.isEmpty() ? "nothing" : lastSeen) + ". " + advice,
                cause);
        this.reason = reason;
        this.lastSeen = lastSeen;
        this.waited = waited;
    }

    /** Why it ended. */
    public Reason reason() {
        return reason;
    }

    /** What the last reading showed, or how it failed; empty if there was none. */
    public String lastSeen() {
        return lastSeen;
    }

    /** How long it waited. */
    public Duration waited() {
        return waited;
    }
}
