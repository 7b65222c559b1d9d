package io.clearmladmin.k8s.helm;

import io.clearmladmin.audit.Severity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keys that this version of the chart does not read: Helm takes them without a word. */
final class KeyRules {

    // Up to here the keys of the public chart are known; a later one may have more.
    private static final String NEWEST_PUBLIC = "8";

    private final Values values;
    private final Findings findings;
    private final Set<String> told = new LinkedHashSet<>();

    private KeyRules(Values values, Findings findings) {
        this.values = values;
        this.findings = findings;
    }

    static void look(Values values, Findings findings) {
        KeyRules rules = new KeyRules(values, findings);
        rules.renamed();
        KnownKeys.of(values.chart()).ifPresent(known -> rules.unknown(known, "", values.root()));
    }

    private void renamed() {
        List<KeyHistory> unread = KeyHistory.all()
                .filter(key -> key.isUnreadBy(values.chart()))
                .filter(key -> values.get(key.path()) != null)
                .toList();
        for (KeyHistory key : unread) {
            told.add(key.path());
            findings.find(
                    "renamed-key",
                    Severity.HIGH,
                    key.path(),
                    "not read by " + values.chart() + "; " + key.versions() + " read it",
                    key.hint());
        }
    }

    private void unknown(KnownKeys known, String parent, Map<?, ?> map) {
        map.forEach((name, value) -> {
            String path = Tree.child(parent, String.valueOf(name));
            if (told.contains(path) || known.isOpen(path)) {
                return;
            }
            if (!known.has(path)) {
                boolean leadsToTold = told.stream().anyMatch(key -> key.startsWith(path + "."));
                if (!leadsToTold) {
                    unknown(known, path);
                }
            } else if (value instanceof Map<?, ?> inner) {
                unknown(known, path, inner);
            }
        });
    }

    private void unknown(KnownKeys known, String path) {
        Optional<String> meant = known.nearest(path);
        Severity severity;
        if (meant.isPresent()) {
            severity = Severity.MEDIUM;
        } else if (values.chart().isPublic()) {
            severity = values.chart().isAtLeast(NEWEST_PUBLIC) ? Severity.LOW : Severity.MEDIUM;
        } else {
            severity = Severity.INFO;
        }
        findings.find(
                "unknown-key",
                severity,
                path,
                "not a documented key of " + values.chart()
                        + (values.chart().isPublic() ? "" : ", of which not all keys are published"),
                meant.map(its -> "Is " + its + " meant?")
                        .orElse(
                                "Compare it with 'helm show values' of the chart; Helm does not tell of a key that nothing"
                                        + " reads."));
    }
}
