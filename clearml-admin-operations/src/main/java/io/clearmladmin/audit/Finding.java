package io.clearmladmin.audit;

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

    /** Refuses null. */
    public Finding {
        Objects.requireNonNull(check, "check");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(evidence, "evidence");
        Objects.requireNonNull(remedy, "remedy");
    }
}
