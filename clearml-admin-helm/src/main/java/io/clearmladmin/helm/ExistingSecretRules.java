package io.clearmladmin.helm;

import io.clearmladmin.report.Severity;
import java.util.List;

/** Checks for references to existing objects together with the values that they replace. */
final class ExistingSecretRules {

    private static final String RULE = "existing-secret";

    private ExistingSecretRules() {}

    static void check(Values values, Findings findings) {
        if (!values.chart().isServer()) {
            return;
        }
        String secret = SecretRules.existing(values.chart());
        if (values.has(secret)) {
            List<String> inline =
                    CredentialKeys.of(values.chart()).all().filter(values::has).toList();
            if (!inline.isEmpty()) {
                findings.find(
                        RULE,
                        Severity.HIGH,
                        secret,
                        "set together with " + String.join(", ", inline) + ", of which the chart uses only one",
                        "Remove these from the values, or the existing Secret.");
            }
        }
        if (values.has("imageCredentials.existingSecret") && values.has("imageCredentials.password")) {
            findings.find(
                    RULE,
                    Severity.MEDIUM,
                    "imageCredentials.existingSecret",
                    "set together with imageCredentials.password, which the chart does not read then",
                    "Remove one of them.");
        }
        for (String existing : List.of("existingAdditionalConfigsConfigMap", "existingAdditionalConfigsSecret")) {
            if (values.has("apiserver." + existing)
                    && !values.configs("apiserver").isEmpty()) {
                findings.find(
                        RULE,
                        Severity.HIGH,
                        "apiserver." + existing,
                        "set together with apiserver.additionalConfigs, which the chart does not read then",
                        "Put all files into one of them.");
            }
        }
    }
}
