package io.clearmladmin.helm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clearmladmin.internal.text.NearestWord;
import io.clearmladmin.report.Severity;
import io.clearmladmin.system.Feature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks features of the server, and groups of all tenants: {@code extraEnvs} with texts that the server reads as JSON. */
final class GroupRules {

    static final Set<String> BUILT_IN = Set.of("users", "admins", "queue_admins");
    static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RULE = "group";
    // Features with text values that are not in the server's own list.
    private static final Set<String> MENTIONED = Set.of("custom_events");

    private final Findings findings;
    private final Map<String, Map<String, Values.Env>> groups = new LinkedHashMap<>();

    private GroupRules(Findings findings) {
        this.findings = findings;
    }

    static void check(Values values, Findings findings) {
        GroupRules rules = new GroupRules(findings);
        for (Values.Env env : values.envs("apiserver")) {
            if (env.name().startsWith(ServerEnv.FEATURE)) {
                rules.feature(env);
            } else if (env.name().startsWith(ServerEnv.GROUP)) {
                rules.collect(env);
            } else if (env.name().equals(ServerEnv.UNIQUE_COMPANY_NAMES)) {
                rules.truth(env);
            }
        }
        rules.groups.forEach(rules::group);
        rules.sameIds();
    }

    private void feature(Values.Env env) {
        truth(env);
        known(env, env.name().substring(ServerEnv.FEATURE.length()));
    }

    private void truth(Values.Env env) {
        if (!env.isReferred() && !env.text().matches("true|false")) {
            findings.find(
                    "feature",
                    Severity.HIGH,
                    env.path() + ".value",
                    env.name() + " is neither true nor false",
                    "Write \"true\" or \"false\", in quotes.");
        }
    }

    // The set is open: an unpublished name may be valid.
    private void known(Values.Env env, String feature) {
        boolean isKnown = MENTIONED.contains(feature)
                || Feature.published().stream().anyMatch(known -> known.value().equals(feature));
        if (isKnown) {
            return;
        }
        Optional<String> meant = NearestWord.of(
                feature, Feature.published().stream().map(Feature::value).toList());
        findings.find(
                "feature",
                meant.isPresent() ? Severity.MEDIUM : Severity.INFO,
                env.path(),
                env.name() + " names a feature that is not published",
                meant.map(its -> "Did you mean " + its + "?")
                        .orElse("Check its spelling; the server accepts any name."));
    }

    private void collect(Values.Env env) {
        String rest = env.name().substring(ServerEnv.GROUP.length());
        int end = rest.lastIndexOf("__");
        if (end < 1) {
            findings.find(
                    RULE,
                    Severity.HIGH,
                    env.path(),
                    env.name() + " has no property",
                    "Write " + ServerEnv.GROUP + "<group>__<id, name, features, assignable or system>.");
            return;
        }
        groups.computeIfAbsent(rest.substring(0, end), first -> new LinkedHashMap<>())
                .put(rest.substring(end + 2), env);
    }

    private void group(String group, Map<String, Values.Env> properties) {
        properties.forEach((property, env) -> {
            if (env.isReferred()) {
                return;
            }
            switch (property) {
                case "features" -> features(env);
                case "id" -> uuid(env);
                case "assignable", "system" -> truth(env);
                case "name" -> {}
                default ->
                    findings.find(
                            RULE,
                            Severity.MEDIUM,
                            env.path(),
                            env.name() + " sets a property that groups do not have",
                            "The properties are id, name, features, assignable and system.");
            }
        });
        if (BUILT_IN.contains(group)) {
            return;
        }
        String path = properties.values().iterator().next().path();
        for (String needed : List.of("id", "name")) {
            if (!properties.containsKey(needed)) {
                findings.find(
                        RULE,
                        Severity.HIGH,
                        path,
                        "the group " + group + " has no " + needed,
                        "Set " + ServerEnv.GROUP + group + "__" + needed + " too.");
            }
        }
        Values.Env system = properties.get("system");
        if (system != null && system.text().equals("true")) {
            findings.find(
                    RULE,
                    Severity.MEDIUM,
                    system.path() + ".value",
                    "the group " + group + " is marked as the system's",
                    "Write \"false\", as for all groups but the built-in ones.");
        }
    }

    private void uuid(Values.Env env) {
        if (!UUID_TEXT.matcher(env.text()).matches()) {
            findings.find(
                    "uuid",
                    Severity.HIGH,
                    env.path() + ".value",
                    env.name() + " is not a UUID",
                    "Write a new one, such as of 'uuidgen'; it must stay the same from then on.");
        }
    }

    private void features(Values.Env env) {
        Optional<List<String>> names = names(env.text());
        if (names.isEmpty()) {
            findings.find(
                    "json",
                    Severity.HIGH,
                    env.path() + ".value",
                    env.name() + " is not a JSON list of texts",
                    "Write '[\"applications\", \"reports\"]', in single quotes, or '[]'.");
        }
        names.ifPresent(all -> all.forEach(name -> known(env, name)));
    }

    private static Optional<List<String>> names(String text) {
        try {
            JsonNode list = JSON.readTree(text);
            if (!list.isArray()) {
                return Optional.empty();
            }
            List<String> names = new ArrayList<>();
            for (JsonNode item : list) {
                if (!item.isTextual()) {
                    return Optional.empty();
                }
                names.add(item.textValue());
            }
            return Optional.of(names);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private void sameIds() {
        Map<String, String> seen = new LinkedHashMap<>();
        groups.forEach((group, properties) -> {
            Values.Env id = properties.get("id");
            if (id == null || id.text().isEmpty()) {
                return;
            }
            String first = seen.putIfAbsent(id.text().toLowerCase(Locale.ROOT), group);
            if (first != null) {
                findings.find(
                        "uuid",
                        Severity.HIGH,
                        id.path() + ".value",
                        "the groups " + first + " and " + group + " have the same id",
                        "Give each group a UUID of its own.");
            }
        });
    }
}
