package io.clearmladmin.helm;

import io.clearmladmin.report.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks the form of {@code extraEnvs}: Kubernetes accepts only texts, and each name once. */
final class EnvRules {

    private static final String RULE = "extra-env";

    private EnvRules() {}

    static void check(Values values, Findings findings) {
        for (String component : Values.COMPONENTS) {
            Object envs = values.get(component + ".extraEnvs");
            if (envs != null && !(envs instanceof List<?>)) {
                findings.find(
                        RULE,
                        Severity.HIGH,
                        component + ".extraEnvs",
                        "not a list",
                        "Write a list of entries with name and value.");
            }
            Map<String, String> seen = new LinkedHashMap<>();
            for (Values.Env env : values.envs(component)) {
                check(env, findings);
                String first = env.name().isEmpty() ? null : seen.putIfAbsent(env.name(), env.path());
                if (first != null) {
                    findings.find(
                            RULE,
                            Severity.HIGH,
                            env.path(),
                            "the name of " + first + " again",
                            "Keep one of them: Kubernetes uses the last, or refuses both.");
                }
            }
        }
    }

    private static void check(Values.Env env, Findings findings) {
        if (env.name().isBlank()) {
            findings.find(RULE, Severity.HIGH, env.path(), "an entry without a name", "Give it a name, or remove it.");
        }
        if (KeyMigration.isBetween(env.name())) {
            findings.find(
                    RULE,
                    Severity.MEDIUM,
                    env.path(),
                    env.name() + ": this prefix is not documented for a server",
                    "Write CLEARML__, as the documentation does today.");
        }
        Object value = env.value();
        if (value != null && !(value instanceof String)) {
            findings.find(
                    RULE,
                    Severity.HIGH,
                    env.path() + ".value",
                    value instanceof Boolean || value instanceof Number
                            ? "read as " + (value instanceof Boolean ? "a boolean" : "a number") + ", not as a text"
                            : "not a text",
                    "Put it in quotes: Kubernetes refuses any other value.");
        }
        if (value != null && env.isReferred()) {
            findings.find(
                    RULE, Severity.HIGH, env.path(), "both value and valueFrom", "Keep one: Kubernetes refuses both.");
        }
    }
}
