package io.clearmladmin.helm;

import io.clearmladmin.report.Severity;
import java.util.stream.Collectors;

/** The last step of builders: refuses values that do not pass the check. */
final class ValuesValidator {

    private ValuesValidator() {}

    static HelmValues checked(HelmValues values) {
        String wrong = values.check().atLeast(Severity.MEDIUM).stream()
                .map(finding -> finding.what() + ": " + finding.evidence() + ". " + finding.remedy())
                .collect(Collectors.joining("\n"));
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(wrong);
        }
        return values;
    }
}
