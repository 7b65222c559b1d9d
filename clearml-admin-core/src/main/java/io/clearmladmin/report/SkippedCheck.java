package io.clearmladmin.report;

import io.clearmladmin.internal.text.SafeText;

/**
 * A check, or a part of one, that could not run. Each text is one line, safe to display.
 *
 * @param check the name of the check
 * @param reason why, and for a part of the check, which
 * @param remedy what makes it run, such as a right; empty if that is not known
 */
public record SkippedCheck(String check, String reason, String remedy) {

    /** Refuses null, and makes the texts safe to display. */
    public SkippedCheck {
        check = Finding.name(check);
        reason = SafeText.line(reason);
        remedy = SafeText.line(remedy);
    }

    /** One line. */
    @Override
    public String toString() {
        return check + " could not run: " + reason + (remedy.isEmpty() ? "" : " -> " + remedy);
    }
}
