package io.clearmladmin.helm;

import io.clearmladmin.report.Severity;
import java.util.Locale;
import java.util.Set;

/** Checks for texts instead of booleans: a template treats every non-empty text as true. */
final class TruthRules {

    private static final Set<String> OFF = Set.of("false", "no", "off", "0", "disabled");

    private TruthRules() {}

    static void check(Values values, Findings findings) {
        ValuesTree.leaves("", values.root(), (path, leaf) -> {
            boolean isSwitch = path.endsWith(".enabled") && !path.contains("[");
            if (isSwitch && leaf instanceof String text && OFF.contains(text.toLowerCase(Locale.ROOT))) {
                findings.find(
                        "text-for-truth",
                        Severity.HIGH,
                        path,
                        "the text \"" + text + "\", which Helm treats as true",
                        "Write false, without quotes.");
            }
        });
    }
}
