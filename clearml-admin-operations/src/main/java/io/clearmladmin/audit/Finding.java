package io.clearmladmin.audit;

import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.report.Severity;
import java.util.Objects;

/**
 * A finding of a check. It holds no secret; access keys are cut to their first four characters.
 *
 * @param check the name of the check
 * @param severity how bad it is
 * @param subject what it concerns
 * @param evidence what was found
 * @param remedy what to do
 */
public record Finding(String check, Severity severity, String subject, String evidence, String remedy) {

    /** Refuses null, and makes the texts safe to display. */
    public Finding {
        check = SafeText.line(check);
        Objects.requireNonNull(severity, "severity");
        subject = SafeText.line(subject);
        evidence = SafeText.line(evidence);
        remedy = SafeText.line(remedy);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
