package io.clearmladmin.helm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Masks values for printing: a text is shown only if its name is known to hold no secret. */
final class MaskedValues {

    private static final Set<String> SHOWN = Set.of(
            "cookieDomain",
            "cookieName",
            "existingSecret",
            "hostName",
            "name",
            "podsMonitorUUID",
            "queueMode",
            "redisHost",
            "valkeyHost",
            "schedule",
            "tlsSecretName",
            "type");

    private MaskedValues() {}

    static Map<String, Object> of(Map<?, ?> map) {
        Map<String, Object> masked = new LinkedHashMap<>();
        map.forEach((name, value) -> put(masked, String.valueOf(name), value(String.valueOf(name), value)));
        return masked;
    }

    @SuppressWarnings("NullAway") // a null of a values file stays null
    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        map.put(name, value);
    }

    private static @Nullable Object value(String name, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return of(map);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> masked = new ArrayList<>();
            list.forEach(item -> masked.add(value(name, item)));
            return masked;
        }
        boolean isShown = value == null || value instanceof Boolean || SHOWN.contains(name) || isPort(name, value);
        return isShown ? value : "***";
    }

    // An unquoted secret of digits is a number too.
    private static boolean isPort(String name, Object value) {
        return value instanceof Number && (name.endsWith("Port") || name.endsWith("Seconds"));
    }
}
