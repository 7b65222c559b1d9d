package io.clearmladmin.onboarding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clearmladmin.apps.AssignmentState;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.text.NearestWord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Checks the parts of a specification against each other. */
final class SpecChecks {

    private static final int SHORTEST_NAME = 3;
    /** Groups that every tenant has. */
    static final Set<String> BUILT_IN_GROUPS = Set.of("users", "admins", "queue_admins");

    private static final Set<AssignmentState> APPLICATION_STATES =
            Set.of(AssignmentState.ENABLED, AssignmentState.DISABLED);

    private final JsonNode spec;
    private final Predicate<String> isSound;
    private final List<Problem> problems = new ArrayList<>();

    private SpecChecks(JsonNode spec, Predicate<String> isSound) {
        this.spec = spec;
        this.isSound = isSound;
    }

    /** What is wrong with a field: what it is, and what is probably meant. */
    record Problem(String path, String reason, String found, Optional<String> nearest) {}

    /** A text of a specification, and its place there. */
    private record Named(String path, String value) {}

    /** Refuses a specification by its first problem. */
    static void check(TenantSpec spec) {
        Check.atLeast("name", spec.name(), SHORTEST_NAME);
        Check.notNegative("allowedUsers", spec.allowedUsers());
        Check.notNegative("allowedServiceUsers", spec.allowedServiceUsers());
        Check.notNegative("maxRunningApps", spec.maxRunningApps());
        spec.domains().stream()
                .filter(domain -> domain.isBlank() || domain.contains("@"))
                .findFirst()
                .ifPresent(domain -> {
                    throw new IllegalArgumentException(
                            "domains: must be like example.org, without @, got '" + domain + "'");
                });
        spec.applications().forEach((app, state) -> {
            Check.text("applications", app);
            if (!APPLICATION_STATES.contains(state)) {
                throw new IllegalArgumentException(
                        "applications." + app + ": must be one of enabled, disabled, got " + state);
            }
        });
        problems(tree(spec), field -> true).stream().findFirst().ifPresent(first -> {
            throw new IllegalArgumentException(first.path() + ": " + first.reason());
        });
    }

    /** All problems; nothing is compared with a field that is not sound. */
    static List<Problem> problems(JsonNode spec, Predicate<String> isSound) {
        SpecChecks checks = new SpecChecks(spec, isSound);
        checks.login();
        checks.people();
        checks.names();
        checks.references();
        return checks.problems;
    }

    static Stream<UserSpec> everyone(TenantSpec spec) {
        return Stream.concat(Stream.of(spec.admin()), spec.users().stream());
    }

    private static JsonNode tree(TenantSpec spec) {
        ObjectNode tree = Json.MAPPER.createObjectNode();
        Map<String, Object> parts = Map.of(
                "admin", spec.admin(),
                "users", spec.users(),
                "whitelist", spec.whitelist(),
                "groups", spec.groups(),
                "access_rules", spec.accessRules(),
                "resources", spec.resources(),
                "credentials", spec.credentials(),
                "features", spec.features(),
                "exclude_features", spec.excludeFeatures());
        parts.forEach((name, part) -> tree.set(name, Json.MAPPER.valueToTree(part)));
        spec.allowedUsers().ifPresent(allowed -> tree.put("allowed_users", allowed));
        return tree;
    }

    private void login() {
        named("admin.role").stream()
                .filter(each -> !each.value().equals("admin"))
                .forEach(each -> problem(each, "must be admin, or absent", Optional.of("admin")));
        JsonNode sso = spec.path("sso");
        if (sso.isObject() && isSound.test("sso") && sso.path("mapping").isEmpty() && !sso.has("provider")) {
            problems.add(new Problem("sso", "must have mapping, provider or both", "neither", Optional.empty()));
        }
    }

    private void people() {
        List<Named> emails = emails();
        unique(emails);
        unique(named("whitelist.email"));
        int allowed = spec.path("allowed_users").asInt(Integer.MAX_VALUE);
        int count = spec.path("users").size() + 1;
        if (count > allowed && isSound.test("users")) {
            problem(
                    new Named("allowed_users", String.valueOf(allowed)),
                    "must be at least " + count + ", the number of users with the admin, got " + allowed,
                    Optional.empty());
        }
    }

    private void names() {
        unique(named("groups.name"));
        unique(named("access_rules.name"));
        unique(named("resources.name"));
        Map<String, String> keys = new HashMap<>();
        for (Named label : named("credentials.label")) {
            String key = label.path().replace("[", "/").replace("].label", "");
            String owner =
                    spec.at("/" + key + "/user").asText(spec.at("/admin/email").asText(""));
            String first = owner.isEmpty() ? null : keys.putIfAbsent(label.value() + " of " + owner, label.path());
            if (first != null) {
                problem(
                        label,
                        "the key '" + label.value() + "' of " + owner + " appears twice, first in " + first,
                        Optional.empty());
            }
        }
        List<String> features = values(named("features"));
        named("exclude_features").stream()
                .filter(each -> features.contains(each.value()))
                .forEach(each -> problem(each, "'" + each.value() + "' is also in features", Optional.empty()));
    }

    private void references() {
        if (isSound.test("admin") && isSound.test("users")) {
            List<String> emails = values(emails());
            Stream.of("groups.users", "access_rules.users", "credentials.user")
                    .flatMap(path -> named(path).stream())
                    .filter(each -> !emails.contains(each.value()))
                    .forEach(each -> problem(
                            each,
                            "'" + each.value() + "' is neither the admin nor one of users",
                            NearestWord.of(each.value(), emails)));
        }
        if (isSound.test("groups")) {
            List<String> groups = Stream.concat(values(named("groups.name")).stream(), BUILT_IN_GROUPS.stream())
                    .toList();
            Stream.of("access_rules.groups", "resources.group")
                    .flatMap(path -> named(path).stream())
                    .filter(each -> !groups.contains(each.value()))
                    .forEach(each -> problem(
                            each, "groups has no group '" + each.value() + "'", NearestWord.of(each.value(), groups)));
        }
    }

    private List<Named> emails() {
        return Stream.concat(named("admin.email").stream(), named("users.email").stream())
                .toList();
    }

    private void unique(List<Named> all) {
        Map<String, String> seen = new HashMap<>();
        for (Named each : all) {
            String first = seen.putIfAbsent(each.value(), each.path());
            if (first != null) {
                problem(each, "'" + each.value() + "' appears twice, first in " + first, Optional.empty());
            }
        }
    }

    private void problem(Named named, String reason, Optional<String> nearest) {
        problems.add(new Problem(named.path(), reason, named.value(), nearest));
    }

    private static List<String> values(List<Named> all) {
        return all.stream().map(Named::value).toList();
    }

    private List<Named> named(String steps) {
        return named("", spec, List.of(steps.split("\\.", -1))).toList();
    }

    // Each text at the end of the steps; lists on the way are gone through.
    private static Stream<Named> named(String path, JsonNode node, List<String> steps) {
        if (node.isArray()) {
            return IntStream.range(0, node.size())
                    .boxed()
                    .flatMap(i -> named(path + "[" + i + "]", node.path(i), steps));
        }
        if (steps.isEmpty()) {
            return node.isTextual() ? Stream.of(new Named(path, node.textValue())) : Stream.empty();
        }
        String step = steps.get(0);
        String inner = path.isEmpty() ? step : path + "." + step;
        return named(inner, node.path(step), steps.subList(1, steps.size()));
    }
}
