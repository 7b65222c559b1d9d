package io.clearmladmin.cli;

import io.clearmladmin.calls.CallEvent;
import io.clearmladmin.calls.CallListener;
import io.clearmladmin.internal.text.SafeText;
import java.io.PrintStream;

/** What goes to the standard error: errors, warnings, attempts. */
final class Messages {

    private static final String RED = "\u001b[31m";
    private static final String RESET = "\u001b[0m";

    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream err;
    private final boolean isColoured;
    // Whether the last line of the terminal is one that passes.
    private boolean isPassing;
    private boolean hasBar;

    Messages(PrintStream err, boolean isColoured) {
        this.err = err;
        this.isColoured = isColoured;
    }

    /** One line of what failed, and one of what to do. */
    synchronized void error(String what, String remedy) {
        clear();
        err.println((isColoured ? RED + "error:" + RESET : "error:") + " " + SafeText.lines(what));
        if (!remedy.isEmpty()) {
            err.println("fix:   " + SafeText.lines(remedy));
        }
        err.flush();
    }

    /** Something that the user should know. */
    synchronized void warn(String text) {
        clear();
        err.println("warning: " + SafeText.lines(text));
    }

    /** What goes on. */
    synchronized void say(String text) {
        clear();
        err.println(SafeText.lines(text));
    }

    /** The same as it is, such as a plan, which is safe already. */
    synchronized void show(String text) {
        clear();
        err.print(text);
        err.flush();
    }

    /** A line on a terminal that the next one takes away. */
    synchronized void bar(String line) {
        err.print(CLEAR + line);
        err.flush();
        isPassing = true;
        hasBar = true;
    }

    /** The same of less worth: a bar that says how far it is stays. */
    synchronized void activity(String line) {
        if (!hasBar) {
            bar(line);
            hasBar = false;
        }
    }

    /** Takes it away. */
    synchronized void clear() {
        if (isPassing) {
            err.print(CLEAR);
            err.flush();
            isPassing = false;
            hasBar = false;
        }
    }

    /** Prints each attempt. */
    CallListener attempts() {
        return new CallListener() {
            @Override
            public void onAttempt(CallEvent attempt) {
                say(line(attempt));
            }
        };
    }

    private static String line(CallEvent attempt) {
        String status = attempt.httpStatus().isPresent()
                ? String.valueOf(attempt.httpStatus().getAsInt())
                : "no reply";
        return "> " + attempt.endpoint() + " attempt " + attempt.attempt() + ": " + status + " in "
                + attempt.duration().toMillis() + " ms"
                + attempt.requestId().map(id -> ", request id " + id).orElse("")
                + attempt.failure().map(failure -> ": " + failure.getMessage()).orElse("");
    }
}
