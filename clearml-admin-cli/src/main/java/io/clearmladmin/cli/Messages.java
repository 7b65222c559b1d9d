package io.clearmladmin.cli;

import io.clearmladmin.calls.CallEvent;
import io.clearmladmin.calls.CallListener;
import io.clearmladmin.internal.text.SafeText;
import java.io.PrintStream;

/** What goes to the standard error: errors, warnings, attempts. */
final class Messages {

    private static final String RED = "\u001b[31m";
    private static final String RESET = "\u001b[0m";

    private final PrintStream err;
    private final boolean isColoured;

    Messages(PrintStream err, boolean isColoured) {
        this.err = err;
        this.isColoured = isColoured;
    }

    /** One line of what failed, and one of what to do. */
    void error(String what, String remedy) {
        err.println((isColoured ? RED + "error:" + RESET : "error:") + " " + SafeText.lines(what));
        if (!remedy.isEmpty()) {
            err.println("fix:   " + SafeText.lines(remedy));
        }
        err.flush();
    }

    /** Something that the user should know. */
    void warn(String text) {
        err.println("warning: " + SafeText.lines(text));
    }

    /** What goes on. */
    void say(String text) {
        err.println(SafeText.lines(text));
    }

    /** The same as it is, such as a plan, which is safe already. */
    void show(String text) {
        err.print(text);
        err.flush();
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
