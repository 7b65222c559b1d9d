package io.clearmladmin.internal.threads;

/** Foreign code threw an Error, or an exception that it did not declare. It is the cause. */
public final class ForeignCodeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ForeignCodeException(String message, Throwable thrown) {
        super(message, thrown);
    }
}
