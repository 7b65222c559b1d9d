package io.clearmladmin.cli;

import io.clearmladmin.internal.text.SafeText;

/** How far long work is, on the last line of a terminal; nowhere else. */
final class Progress {

    private static final String CLEAR = "\r\u001b[K";
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
        done++;
        if (isShown) {
            messages.show(CLEAR + bar(all) + " " + SafeText.line(what, LONGEST));
        }
    }

    private String bar(int all) {
        if (all == 0) {
            return done + " done:";
        }
        int filled = WIDTH * done / all;
        return "[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "] " + done + "/" + all;
    }

    /** Removes the line. */
    void end() {
        if (isShown && done > 0) {
            messages.show(CLEAR);
        }
    }
}
