package io.clearmladmin.internal.threads;

/** Foreign code threw an Error, or an exception that it did not declare. It is the cause. */
public final class ForeignCodeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ForeignCodeException(String who, Throwable thrown) {
        super(who + " threw " + Foreign.describe(thrown), thrown);
    }
}
