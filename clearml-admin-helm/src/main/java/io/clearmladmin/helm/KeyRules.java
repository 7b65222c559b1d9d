package io.clearmladmin.helm;

import io.clearmladmin.report.Severity;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks for keys that this version of the chart does not read: Helm silently accepts them. */
final class KeyRules {

    private final Chart chart;
    private final KnownKeys known;
    private final Findings findings;

    private KeyRules(Chart chart, KnownKeys known, Findings findings) {
        this.chart = chart;
        this.known = known;
        this.findings = findings;
    }

    static void check(Values values, Findings findings) {
        KnownKeys.of(values.chart()).ifPresent(known -> check(values, known, findings));
    }

    static void check(Values values, KnownKeys known, Findings findings) {
        new KeyRules(values.chart(), known, findings).map("", values.root());
    }

    private void map(String parent, Map<?, ?> map) {
        map.forEach((name, value) -> key(ValuesTree.child(parent, String.valueOf(name)), value));
    }

    private void key(String path, @Nullable Object value) {
        if (known.has(path)) {
            if (value instanceof Map<?, ?> inner && !known.isOpen(path)) {
                map(path, inner);
            }
            return;
        }
        Optional<KeyHistory> history = KeyHistory.of(chart, path);
        boolean isWhole = KeyHistory.isReplaced(path) || !KeyHistory.leadsToReplaced(chart, path);
        if (value instanceof Map<?, ?> inner && !isWhole && (history.isEmpty() || chart.isPublic())) {
            // The keys below have replacements: each has its own finding.
            map(path, inner);
        } else {
            history.ifPresentOrElse(of -> renamed(path, of), () -> unknown(path));
        }
    }

    private void renamed(String path, KeyHistory history) {
        findings.find(
                "renamed-key",
                Severity.HIGH,
                path,
                "not read by " + chart + "; " + history.versions(),
                history.remedy());
    }

    private void unknown(String path) {
        Optional<String> meant = known.nearest(path);
        Optional<ChartKeys> facts = ChartKeys.of(chart);
        Severity severity;
        if (meant.isPresent()) {
            severity = Severity.MEDIUM;
        } else if (facts.isPresent()) {
            severity = facts.get().know(chart) ? Severity.MEDIUM : Severity.LOW;
        } else {
            severity = Severity.INFO;
        }
        findings.find(
                "unknown-key",
                severity,
                path,
                "not a documented key of " + chart + (facts.isPresent() ? "" : ", of which not all keys are published"),
                meant.map(its -> "Did you mean " + its + "?")
                        .orElse(
                                "Compare it with 'helm show values' of the chart; Helm does not report a key that nothing"
                                        + " reads."));
    }
}
