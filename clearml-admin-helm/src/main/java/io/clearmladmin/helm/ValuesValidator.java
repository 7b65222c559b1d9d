package io.clearmladmin.helm;

import io.clearmladmin.report.Severity;
import java.util.stream.Collectors;

/** What builders do last: they refuse to give away values that a check would not pass. */
final class ValuesValidator {

    private ValuesValidator() {}

    static HelmValues checked(HelmValues values) {
        String wrong = values.check().stream()
                .filter(finding -> finding.severity().compareTo(Severity.MEDIUM) <= 0)
                .map(finding -> finding.path() + ": " + finding.found() + ". " + finding.remedy())
                .collect(Collectors.joining("\n"));
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(wrong);
        }
        return values;
    }
}
