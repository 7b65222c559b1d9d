package io.clearmladmin.errors;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Replaces an exception of foreign code that held a secret. It prints as that exception does, with its class, frames,
 * causes and suppressed exceptions, but with {@code ***} for the secret.
 */
public final class RedactedException extends Exception {

    private static final long serialVersionUID = 1;

    private final String type;
    private final String text;

    private RedactedException(Throwable original, @Nullable String message, String text) {
        super(message);
        this.type = original.getClass().getName();
        this.text = text;
        setStackTrace(original.getStackTrace());
    }

    /**
     * The exception itself if the redaction changes no text of it, of its causes and of suppressed ones; else one that
     * replaces it, and others that replace its causes and suppressed ones.
     *
     * @param redaction takes secrets out of a text
     */
    public static Throwable of(Throwable failure, UnaryOperator<String> redaction) {
        Objects.requireNonNull(redaction, "redaction");
        for (Throwable one : all(Objects.requireNonNull(failure, "failure"))) {
            if (!isClean(one, redaction)) {
                return copy(failure, redaction, new IdentityHashMap<>());
            }
        }
        return failure;
    }

    /** The name of the class of the exception that this one replaces. */
    public String type() {
        return type;
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // so that it prints as the exception it replaces
    public String toString() {
        return text;
    }

    private static Set<Throwable> all(Throwable failure) {
        Set<Throwable> found = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> next = new ArrayDeque<>();
        next.add(failure);
        while (!next.isEmpty()) {
            Throwable one = next.remove();
            if (found.add(one)) {
                if (one.getCause() != null) {
                    next.add(one.getCause());
                }
                Collections.addAll(next, one.getSuppressed());
            }
        }
        return found;
    }

    private static boolean isClean(Throwable failure, UnaryOperator<String> redaction) {
        String message = failure.getMessage();
        String text = failure.toString();
        return (message == null || redaction.apply(message).equals(message))
                && redaction.apply(text).equals(text);
    }

    private static RedactedException copy(
            Throwable failure, UnaryOperator<String> redaction, Map<Throwable, RedactedException> copies) {
        RedactedException known = copies.get(failure);
        if (known != null) {
            return known;
        }
        String message = failure.getMessage();
        RedactedException copy = new RedactedException(
                failure, message == null ? null : redaction.apply(message), redaction.apply(failure.toString()));
        copies.put(failure, copy);
        if (failure.getCause() != null) {
            copy.initCause(copy(failure.getCause(), redaction, copies));
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            copy.addSuppressed(copy(suppressed, redaction, copies));
        }
        return copy;
    }
}
