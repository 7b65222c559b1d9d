package io.clearmladmin.events;

import io.clearmladmin.errors.ClearMlException;
import org.jspecify.annotations.Nullable;

/** A journal's file does not serve. The message names the file, what is wrong, and what to do; what it remembers is untouched. */
public final class JournalFileException extends ClearMlException {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** What is wrong. */
    public enum Reason {
        /** Another process, or another journal of this one, has it open. */
        LOCKED,
        /** It cannot be made or written: a right is missing, or the file system is read-only. */
        NOT_WRITABLE,
        /** There is no room on the disk. */
        DISK_FULL,
        /** It is no journal, or not all of one. */
        DAMAGED,
        /** It was written by a later version of this library. */
        LATER_FORMAT,
        /** It is not known what was published last: restore the journal. */
        RESTORE_NEEDED,
        /** The disk, or another call on the journal, did not end in time. */
        TIMED_OUT,
        /** The calling thread was interrupted while it waited for another call on the journal. */
        INTERRUPTED,
        /** Anything else; see the cause. */
        OTHER
    }

    JournalFileException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What is wrong. */
    public Reason reason() {
        return reason;
    }
}
