package io.clearmladmin.audit;

import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.report.Severity;
import java.util.Objects;

/**
 * What a check found. No secret is in it; access keys are cut to their first four characters.
 *
 * @param check the name of the check
 * @param severity how bad it is
 * @param subject what it is about
 * @param evidence what was seen
 * @param remedy what to do
 */
public record Finding(String check, Severity severity, String subject, String evidence, String remedy) {

    /** Refuses null, and makes the texts fit to be shown. */
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
