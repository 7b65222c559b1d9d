package io.clearmladmin.helm;

import io.clearmladmin.errors.ClearMlException;

/** Values cannot be read. The message has file, line and reason, and quotes nothing of the file. */
public final class InvalidValuesException extends ClearMlException {

    private static final long serialVersionUID = 1;

    // The parser's own exception is not the cause: it quotes the line, which may hold a secret.
    InvalidValuesException(String message) {
        super(message, null);
    }
}
