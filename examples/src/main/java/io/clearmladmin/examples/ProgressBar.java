package io.clearmladmin.examples;

import java.io.PrintStream;

/** A progress bar on one line. Thread-safe. */
final class ProgressBar {

    private static final int WIDTH = 40;

    private final PrintStream out;
    private final String what;
    private final int total;
    private int done;

    ProgressBar(PrintStream out, String what, int total) {
        this.out = out;
        this.what = what;
        this.total = total;
    }

    /** Counts one more as done; prints only if the bar changes. */
    synchronized void step() {
        done++;
        if (done == total || done * 100 / total > (done - 1) * 100 / total) {
            int filled = done * WIDTH / total;
            out.printf(
                    "\r  [%s%s] %d of %d %s%s",
                    "#".repeat(filled), " ".repeat(WIDTH - filled), done, total, what, done == total ? "\n" : "");
            out.flush();
        }
    }
}
