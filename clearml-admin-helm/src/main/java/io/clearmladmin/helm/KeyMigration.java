package io.clearmladmin.helm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Moves values from one generation of names to another, key by key. */
final class KeyMigration {

    private static final String BETWEEN_ENV = "KLIQUE__";
    private static final String ENV = "CLEARML__";
    private static final String FILES_URL = "WEBSERVER__fileBaseUrl";

    private final Chart to;
    private final VendorKeys.Generation generation;
    private final Map<String, Object> root = new LinkedHashMap<>();
    private final Map<String, String> origins = new LinkedHashMap<>();
    private final List<HelmMigration.Carried> carried = new ArrayList<>();
    private final List<HelmMigration.Left> left = new ArrayList<>();

    private KeyMigration(Chart to) {
        this.to = to;
        this.generation = VendorKeys.generation(to.name());
    }

    static HelmMigration of(Chart from, Map<String, Object> values, Chart to) {
        Optional<Chart.Name> family = VendorKeys.today(from.name());
        if (family.isEmpty() || !family.equals(VendorKeys.today(to.name()))) {
            throw new IllegalArgumentException("to: " + to + " is not another name of " + from);
        }
        KeyMigration migrating = new KeyMigration(to);
        migrating.map("", values);
        return new HelmMigration(
                new HelmValues(to, "values", migrating.root, Map.of()),
                migrating.carried,
                migrating.left,
                migrating.toDecide(values));
    }

    private void map(String parent, Map<?, ?> map) {
        map.forEach((name, value) -> {
            String path = ValuesTree.child(parent, String.valueOf(name));
            if (value instanceof Map<?, ?> inner && !inner.isEmpty() && VendorKeys.leadsTo(to.name(), path)) {
                map(path, inner);
            } else {
                carry(path, value);
            }
        });
    }

    private void carry(String path, @Nullable Object value) {
        VendorKeys.Row row = VendorKeys.row(to.name(), path).orElse(null);
        if (row == null) {
            left.add(new HelmMigration.Left(path, "not documented: check the new chart's values for it"));
            return;
        }
        String key = row.keyOf(path).orElseThrow();
        if (row.key(generation).isEmpty()) {
            left.add(new HelmMigration.Left(path, to.name() + " has no known key for it"));
            return;
        }
        String target = row.key(generation) + path.substring(key.length());
        String origin = origins.putIfAbsent(target, path);
        if (origin != null) {
            left.add(new HelmMigration.Left(path, "equivalent to " + origin + ", which was carried over to " + target));
            return;
        }
        put(target, path.endsWith(".extraEnvs") && value instanceof List<?> envs ? envs(envs) : value);
        carried.add(new HelmMigration.Carried(path, target, row.isConfirmed()));
    }

    @SuppressWarnings("NullAway") // a null of a values file stays null
    private void put(String target, @Nullable Object value) {
        ValuesTree.put(root, target, value);
    }

    // The documentation writes CLEARML__ today; the generation in between wrote KLIQUE__.
    private List<Object> envs(List<?> envs) {
        List<Object> renamed = new ArrayList<>();
        for (Object env : envs) {
            if (env instanceof Map<?, ?> entry && entry.get("name") instanceof String name) {
                Map<Object, @Nullable Object> copy = new LinkedHashMap<>(entry);
                copy.put("name", name.startsWith(BETWEEN_ENV) ? ENV + name.substring(BETWEEN_ENV.length()) : name);
                if (name.equals(FILES_URL) && entry.get("value") instanceof String url) {
                    copy.put("value", quoted(url));
                }
                renamed.add(copy);
            } else {
                renamed.add(env);
            }
        }
        return renamed;
    }

    // Today's web server reads this one as JSON, the former one as plain text.
    private String quoted(String url) {
        String bare = url.replaceAll("^\"|\"$", "");
        return generation == VendorKeys.Generation.TODAY ? '"' + bare + '"' : bare;
    }

    private List<String> toDecide(Map<String, Object> values) {
        return VendorKeys.of(to.name())
                .filter(row -> row.key(VendorKeys.Generation.ENTERPRISE).isEmpty())
                .map(row -> row.key(generation))
                .filter(key -> key.endsWith("Secret") || key.endsWith("Key"))
                .filter(key -> ValuesTree.get(root, key) == null && ValuesTree.get(values, key) == null)
                .collect(Collectors.toList());
    }

    /** Whether an environment variable has the name of the generation in between. */
    static boolean isBetween(String env) {
        return env.startsWith(BETWEEN_ENV);
    }
}
