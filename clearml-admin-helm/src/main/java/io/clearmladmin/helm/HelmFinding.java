package io.clearmladmin.helm;

import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.report.Severity;
import java.util.Objects;

/**
 * A finding of a check of values. It holds no secret; access keys are cut to their first four characters.
 *
 * @param rule the name of the rule, such as {@code default-secret}
 * @param severity how bad it is; from {@link Severity#MEDIUM} on a builder refuses it
 * @param source the file, or {@code values} if they were not read from one
 * @param line the line in the file, 0 if there is none
 * @param path where, such as {@code clearml.apiserverKey}
 * @param found the problem
 * @param remedy what to do
 */
public record HelmFinding(
        String rule, Severity severity, String source, int line, String path, String found, String remedy) {

    /** Refuses null, and makes the texts fit to be shown. */
    public HelmFinding {
        rule = SafeText.line(rule);
        Objects.requireNonNull(severity, "severity");
        source = SafeText.line(source);
        path = SafeText.line(path);
        found = SafeText.line(found);
        remedy = SafeText.line(remedy);
    }

    /** One line for a terminal. */
    @Override
    public String toString() {
        String where = line == 0 ? source : source + ":" + line;
        return severity + " " + where + " " + path + " (" + rule + "): " + found + " -> " + remedy;
    }
}
