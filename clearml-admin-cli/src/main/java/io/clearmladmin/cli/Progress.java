package io.clearmladmin.cli;

import io.clearmladmin.internal.text.SafeText;

/** How far long work is, on the last line of a terminal; nowhere else. */
final class Progress {

    private static final int WIDTH = 20;
    private static final int LONGEST = 40;

    private final Messages messages;
    private final boolean isShown;
    private int done;

    Progress(Invocation invocation) {
        this.messages = invocation.messages();
        this.isShown = invocation.surroundings().isErrTerminal();
    }

    /** Something of so many is done; 0 if nobody knows how many. */
    void step(int all, String what) {
        at(done + 1, all, what);
    }

    /** So many of so many are done. */
    void at(int count, int all, String what) {
        done = count;
        if (isShown) {
            messages.bar(bar(all) + " " + SafeText.line(what, LONGEST));
        }
    }

    private String bar(int all) {
        if (all == 0) {
            return done + " done:";
        }
        int filled = WIDTH * Math.min(done, all) / all;
        return "[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "] " + done + "/" + all;
    }

    /** Removes the line. */
    void end() {
        messages.clear();
    }
}
