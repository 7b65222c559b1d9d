package io.clearmladmin.helm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values in the form that the rules check.
 *
 * @param chart the chart of the values
 * @param root the tree
 */
record Values(Chart chart, Map<String, Object> root) {

    /** The parts of the server that have an Ingress, a Service and an environment each. */
    static final List<String> COMPONENTS = List.of("apiserver", "fileserver", "webserver");

    /** A variable of a component's {@code extraEnvs}. */
    record Env(String path, String name, @Nullable Object value, boolean isReferred) {

        /** The text; a boolean or number as text; empty if it comes from elsewhere. */
        String text() {
            return value == null ? "" : String.valueOf(value);
        }
    }

    @Nullable
    Object get(String path) {
        return ValuesTree.get(root, path);
    }

    /** A scalar that is not empty. */
    Optional<String> text(String path) {
        Object value = get(path);
        boolean isScalar = value != null && !(value instanceof Map<?, ?>) && !(value instanceof List<?>);
        return isScalar ? Optional.of(String.valueOf(value)).filter(text -> !text.isBlank()) : Optional.empty();
    }

    boolean has(String path) {
        return text(path).isPresent();
    }

    /** The value of a switch; empty if it is not set. */
    Optional<Boolean> on(String path) {
        Object value = get(path);
        if (value instanceof Boolean on) {
            return Optional.of(on);
        }
        // As in a template: "false" is a text, and true.
        return value instanceof String text ? Optional.of(!text.isEmpty()) : Optional.empty();
    }

    boolean isOn(String path) {
        return on(path).orElse(false);
    }

    /** The variables of a component, those without a name too. */
    List<Env> envs(String component) {
        List<Env> envs = new ArrayList<>();
        if (get(component + ".extraEnvs") instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i) instanceof Map<?, ?> entry) {
                    Object name = entry.get("name");
                    envs.add(new Env(
                            component + ".extraEnvs[" + i + "]",
                            name == null ? "" : String.valueOf(name),
                            entry.get("value"),
                            entry.get("valueFrom") != null));
                }
            }
        }
        return envs;
    }

    /** The files of a component's {@code additionalConfigs}, by name. */
    Map<String, String> configs(String component) {
        Map<String, String> files = new LinkedHashMap<>();
        if (get(configsPath(component)) instanceof Map<?, ?> map) {
            map.forEach((name, text) -> {
                if (text instanceof String content) {
                    files.put(String.valueOf(name), content);
                }
            });
        }
        return files;
    }

    String configPath(String component, String file) {
        return ValuesTree.child(configsPath(component), file);
    }

    // Charts 4.1.3 to 4.4.0 have those of the API server elsewhere.
    private String configsPath(String component) {
        String elsewhere = component + ".configuration.additionalConfigs";
        return isKey(elsewhere) ? elsewhere : component + ".additionalConfigs";
    }

    /** Whether this version of a public chart has a key. */
    boolean isKey(String path) {
        return ChartKeys.of(chart).filter(keys -> keys.isIn(path, chart)).isPresent();
    }
}
