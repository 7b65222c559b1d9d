package io.clearmladmin.events;

import io.clearmladmin.errors.ClearMlException;
import org.jspecify.annotations.Nullable;

/**
 * Another journal of the same monitor has taken over. This one publishes nothing more, however often it is called: close it,
 * end this monitor, and leave the other running.
 */
public final class JournalFencedException extends ClearMlException {

    private static final long serialVersionUID = 1;

    /** With a message that names the journal. */
    public JournalFencedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
