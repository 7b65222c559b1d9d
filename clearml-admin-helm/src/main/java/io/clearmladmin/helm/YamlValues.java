package io.clearmladmin.helm;

import io.clearmladmin.endpoint.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies of YAML values. */
final class YamlValues {

    private YamlValues() {}

    /** An immutable copy; refuses anything but a text, secret, number, boolean, list or map. */
    static Object copy(String field, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((name, inner) -> copy.put(String.valueOf(name), copy(field, inner)));
            return copy;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(item -> copy(field, item)).toList();
        }
        if (value instanceof Secret secret) {
            return secret.reveal();
        }
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        throw new IllegalArgumentException(
                field + ": must be a text, a secret, a number, a boolean, or a list or map of these");
    }

    static Map<String, Object> map(Map<String, Object> values) {
        Map<String, Object> copy = new LinkedHashMap<>();
        values.forEach((name, value) -> copy.put(name, copy(name, value)));
        return copy;
    }
}
