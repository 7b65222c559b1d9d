package io.clearmladmin.helm;

import io.clearmladmin.report.Severity;
import java.util.Locale;
import java.util.Set;

/** Texts where a truth is wanted: a template takes every text that is not empty as true. */
final class TruthRules {

    private static final Set<String> OFF = Set.of("false", "no", "off", "0", "disabled");

    private TruthRules() {}

    static void look(Values values, Findings findings) {
        ValuesTree.leaves("", values.root(), (path, leaf) -> {
            boolean isSwitch = path.endsWith(".enabled") && !path.contains("[");
            if (isSwitch && leaf instanceof String text && OFF.contains(text.toLowerCase(Locale.ROOT))) {
                findings.find(
                        "text-for-truth",
                        Severity.HIGH,
                        path,
                        "the text \"" + text + "\", which Helm takes as true",
                        "Write false, without quotes.");
            }
        });
    }
}
