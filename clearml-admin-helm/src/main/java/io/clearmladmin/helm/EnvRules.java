package io.clearmladmin.helm;

import io.clearmladmin.report.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The shape of {@code extraEnvs}: Kubernetes takes texts only, and each name once. */
final class EnvRules {

    private static final String RULE = "extra-env";

    private EnvRules() {}

    static void look(Values values, Findings findings) {
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
                look(env, findings);
                String first = env.name().isEmpty() ? null : seen.putIfAbsent(env.name(), env.path());
                if (first != null) {
                    findings.find(
                            RULE,
                            Severity.HIGH,
                            env.path(),
                            "the name of " + first + " again",
                            "Keep one of them: Kubernetes takes the last, or refuses both.");
                }
            }
        }
    }

    private static void look(Values.Env env, Findings findings) {
        if (env.name().isBlank()) {
            findings.find(RULE, Severity.HIGH, env.path(), "an entry without a name", "Give it a name, or remove it.");
        }
        if (KeyMigration.isBetween(env.name())) {
            findings.find(
                    RULE,
                    Severity.MEDIUM,
                    env.path(),
                    env.name() + ": whether a server reads this prefix is not published",
                    "Write CLEARML__, as every page does today.");
        }
        Object value = env.value();
        if (value != null && !(value instanceof String)) {
            findings.find(
                    RULE,
                    Severity.HIGH,
                    env.path() + ".value",
                    value instanceof Boolean || value instanceof Number
                            ? "read as " + (value instanceof Boolean ? "a truth" : "a number") + ", not as a text"
                            : "not a text",
                    "Put it in quotes: Kubernetes refuses any other value.");
        }
        if (value != null && env.isReferred()) {
            findings.find(
                    RULE, Severity.HIGH, env.path(), "both value and valueFrom", "Keep one: Kubernetes refuses both.");
        }
    }
}
