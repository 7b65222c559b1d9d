package io.clearmladmin.helm;

import io.clearmladmin.report.Severity;
import java.util.List;

/** Shorthands of the tests of the check. */
final class Checking {

    static final Chart ENTERPRISE = Chart.clearmlEnterprise();
    static final Chart EVENTS = Chart.clearmlCustomEvents();
    static final Chart PUBLIC = Chart.clearml("7.14.4");
    static final String EXISTING = "clearml: {existingSecret: clearml-conf}\n";

    private Checking() {}

    static List<String> check(Chart chart, String yaml) {
        return HelmValues.parse(chart, yaml).check().findings().stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .map(finding -> finding.severity() + " " + finding.check() + " " + finding.what())
                .toList();
    }

    /** Values of the API server with these variables, each as name=value. */
    static String envs(String... variables) {
        StringBuilder yaml = new StringBuilder("apiserver:\n  extraEnvs:\n");
        for (String variable : variables) {
            int end = variable.indexOf('=');
            yaml.append("    - name: ").append(variable, 0, end).append('\n');
            yaml.append("      value: '").append(variable.substring(end + 1)).append("'\n");
        }
        return yaml.toString();
    }

    /** Values of the API server with this configuration file. */
    static String config(String text) {
        return "apiserver:\n  additionalConfigs:\n    apiserver.conf: |\n      " + text.replace("\n", "\n      ")
                + "\n";
    }
}
