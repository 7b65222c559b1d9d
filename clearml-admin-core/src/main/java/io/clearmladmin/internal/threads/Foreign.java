package io.clearmladmin.internal.threads;

import io.clearmladmin.internal.text.SafeText;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Calls foreign code: listeners, handlers, stores, journals, resolvers, templates. One rule for all:
 *
 * <ul>
 *   <li>Whatever it throws is a failure of that one call, and becomes a {@link RuntimeException}, even an Error (a missing
 *       jar, an assertion, an endless recursion) or an undeclared checked exception.
 *   <li>A {@link VirtualMachineError} other than {@link StackOverflowError} is not the code's own: memory is exhausted, or the
 *   JVM
 *       is broken. It is thrown on, and ends the component of the thread; see {@link Threads#repeating}.
 * </ul>
 */
public final class Foreign {

    private static final String FAILED = "{} failed; everything else goes on";

    private Foreign() {}

    /** Code without a result. */
    @FunctionalInterface
    public interface Action {

        /** Runs it. */
        void run() throws Exception;
    }

    /**
     * Calls the code and returns its result.
     *
     * @param who what is called, for messages: {@code the journal}
     * @throws RuntimeException if the code throws one; anything else becomes the cause of a {@link ForeignCodeException}.
     *     If that is an {@link InterruptedException}, the thread is interrupted again
     */
    public static <T extends @Nullable Object> T call(String who, Callable<T> code) {
        try {
            return code.call();
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Throwable thrown) {
            throw contained(who, thrown);
        }
    }

    /** Like {@link #call}, of code without a result. */
    public static void run(String who, Action code) {
        call(who, () -> {
            code.run();
            return who;
        });
    }

    /**
     * Notifies code whose failure is only logged. For the library's own threads.
     *
     * @return whether it did not fail
     */
    public static boolean notify(Logger log, String who, Action code) {
        try {
            run(who, code);
            return true;
        } catch (RuntimeException failure) {
            report(log, FAILED, who, failure);
            return false;
        }
    }

    /**
     * The same, on a thread of a caller or of another library, whose outcome must stand. Throws nothing.
     *
     * @param fatal receives the error that ends a component, after it was logged
     */
    public static boolean notify(Logger log, String who, Action code, Consumer<VirtualMachineError> fatal) {
        try {
            return notify(log, who, code);
        } catch (VirtualMachineError failure) {
            report(log, FAILED, who, failure);
            fatal.accept(failure);
            return false;
        }
    }

    /** Whether the JVM can no longer go on, whoever threw it. */
    public static boolean isFatal(Throwable thrown) {
        return thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError);
    }

    private static ForeignCodeException contained(String who, Throwable thrown) {
        if (isFatal(thrown)) {
            throw (VirtualMachineError) thrown;
        }
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new ForeignCodeException(who + " threw " + describe(thrown), thrown);
    }

    // An exception is foreign code too: getMessage may throw.
    static void report(Logger log, String text, String who, Throwable failure) {
        try {
            log.warn(text, who, failure);
        } catch (RuntimeException | StackOverflowError unprintable) {
            log.warn(text, who + " (" + failure.getClass().getName() + ")");
        }
    }

    static String describe(Throwable thrown) {
        try {
            return SafeText.lines(thrown.toString());
        } catch (RuntimeException | StackOverflowError unprintable) {
            return thrown.getClass().getName();
        }
    }
}
