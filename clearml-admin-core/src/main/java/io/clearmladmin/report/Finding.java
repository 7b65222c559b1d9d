package io.clearmladmin.report;

import io.clearmladmin.internal.text.SafeText;
import java.util.Objects;

/**
 * What a check found. Each text is one line, safe to display. It holds no secret; access keys are cut to their first four
 * characters.
 *
 * @param check the name of the check, such as {@code default-keys}
 * @param severity how bad it is
 * @param what what it concerns
 * @param evidence what was found
 * @param remedy what to do; empty if nothing is to be done
 * @param where the place, such as a file and its line, a host or a namespace; empty if it is all that was checked
 */
public record Finding(String check, Severity severity, String what, String evidence, String remedy, String where) {

    private static final int LONGEST_NAME = 100;

    /** Refuses null, and makes the texts safe to display. */
    public Finding {
        check = name(check);
        Objects.requireNonNull(severity, "severity");
        what = SafeText.line(what);
        evidence = SafeText.line(evidence);
        remedy = SafeText.line(remedy);
        where = SafeText.line(where);
    }

    static String name(String check) {
        return SafeText.line(check, LONGEST_NAME);
    }

    String sentence() {
        return what + (where.isEmpty() ? "" : " (" + where + ")") + ": " + evidence;
    }

    /** One line. */
    @Override
    public String toString() {
        return severity + " " + check + ": " + sentence() + (remedy.isEmpty() ? "" : " -> " + remedy);
    }
}
