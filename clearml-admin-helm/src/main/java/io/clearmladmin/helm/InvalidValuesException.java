package io.clearmladmin.helm;

import io.clearmladmin.errors.ClearMlException;

/** Values cannot be read at all. The message has file, line and reason, and nothing of what is in the file. */
public final class InvalidValuesException extends ClearMlException {

    private static final long serialVersionUID = 1;

    // The parser's own exception is not kept as the cause: it quotes the line, and with it what may be a secret.
    InvalidValuesException(String message) {
        super(message, null);
    }
}
