package io.clearmladmin.events;

import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.events.EventsNotEmittedException.Fate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A snapshot is not known to be published: nothing of it was, or nobody knows whether all of it was. Never a part. */
public final class SnapshotNotEmittedException extends ClearMlException {

    private static final long serialVersionUID = 1;

    private final Fate fate;
    private final transient List<Failure> refused;

    private SnapshotNotEmittedException(Fate fate, List<Failure> refused, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.fate = fate;
        this.refused = List.copyOf(refused);
    }

    /** With a message that says what was tried and what to do. {@code mayBePublished} if all of it may have been published. */
    public static SnapshotNotEmittedException asWhole(
            boolean mayBePublished, String message, @Nullable Throwable cause) {
        return new SnapshotNotEmittedException(
                mayBePublished ? Fate.UNKNOWN : Fate.NOT_EMITTED, List.of(), message, cause);
    }

    /** Because of events that will never be taken, one at least; nothing was published. */
    public static SnapshotNotEmittedException because(List<Failure> refused, @Nullable Throwable cause) {
        Failure first = refused.get(0);
        String message = "Nothing of the snapshot was published, since " + refused.size()
                + " of its events cannot be, the first "
                + first.event().type() + " of " + first.event().subject() + " (id "
                + first.event().id() + "): " + first.reason() + ". Emit it again without them.";
        return new SnapshotNotEmittedException(Fate.REFUSED, refused, message, cause);
    }

    /**
     * What became of it: {@code NOT_EMITTED} or {@code UNKNOWN}, then publishing it again is right; or {@code REFUSED}, then
     * publishing it again without {@link #refused()} is.
     */
    public Fate fate() {
        return fate;
    }

    /** The events that will never be taken, as far as they are known; empty after the exception was serialised. */
    public List<Failure> refused() {
        return refused == null ? List.of() : refused;
    }
}
