package io.clearmladmin.drain;

import io.clearmladmin.errors.ClearMlException;

/** Something cannot be drained as asked; the message says why, and what to do. Nothing was changed. */
public final class DrainException extends ClearMlException {

    private static final long serialVersionUID = 1;

    DrainException(String message) {
        super(message, null);
    }
}
