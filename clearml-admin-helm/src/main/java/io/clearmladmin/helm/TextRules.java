package io.clearmladmin.helm;

import io.clearmladmin.report.Severity;
import java.util.regex.Pattern;

/** Checks for placeholders. */
final class TextRules {

    private static final Pattern PLACEHOLDER =
            Pattern.compile("<[A-Z][A-Z0-9]*([_ -][A-Z0-9]+)*>|\\b(es|mongodb|redis|dragonfly)_hostname\\w*");
    private static final Pattern WHOLE = Pattern.compile("<[\\w .-]+>|\\{\\{.*}}|(?i)change[-_ ]?me|replace[-_ ]?me");

    private TextRules() {}

    static void check(Values values, Findings findings) {
        ValuesTree.leaves("", values.root(), (path, leaf) -> {
            if (leaf instanceof String text && isPlaceholder(text) && !DatabaseRules.isExample(values, path)) {
                findings.find(
                        "placeholder",
                        Severity.HIGH,
                        path,
                        "a placeholder of the guide is still in it",
                        "Replace it with your own value.");
            }
        });
    }

    static boolean isPlaceholder(String text) {
        return PLACEHOLDER.matcher(text).find() || WHOLE.matcher(text.strip()).matches();
    }
}
