package io.clearmladmin.events;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Values as JSON has them: texts, numbers, booleans, lists, maps. */
final class JsonValues {

    private static final int DEEPEST = 100;

    private JsonValues() {}

    /** Refuses what JSON does not have, naming where it is. */
    static void check(String path, @Nullable Object value) {
        check(path, value, 0);
    }

    private static void check(String path, @Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException(path + ": is nested more than " + DEEPEST + " deep");
        }
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> {
                if (!(name instanceof String)) {
                    throw new IllegalArgumentException(path + ": names must be texts, " + name + " is not");
                }
                check(path + "." + name, inner, depth + 1);
            });
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                check(path + "[" + i + "]", list.get(i), depth + 1);
            }
        } else if (value == null) {
            throw new IllegalArgumentException(path + ": must not be null; leave it out");
        } else if (!(value instanceof String || value instanceof Boolean || isFinite(value))) {
            throw new IllegalArgumentException(path + ": must be a text, finite number, boolean, list or map, got a "
                    + value.getClass().getSimpleName());
        }
    }

    private static boolean isFinite(Object value) {
        return value instanceof BigDecimal || (value instanceof Number number && Double.isFinite(number.doubleValue()));
    }

    /** The same without what is null, at any depth. */
    static Map<String, Object> present(Map<?, ?> values) {
        Map<String, Object> present = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (value != null) {
                present.put(String.valueOf(name), presentIn(value));
            }
        });
        return present;
    }

    private static Object presentIn(Object value) {
        if (value instanceof Map<?, ?> map) {
            return present(map);
        }
        return value instanceof List<?> list
                ? list.stream()
                        .filter(Objects::nonNull)
                        .map(JsonValues::presentIn)
                        .toList()
                : value;
    }

    /** Whether two values are the same, numbers by what they count and not by their Java type. */
    static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Map<?, ?> first && other instanceof Map<?, ?> second) {
            return first.keySet().equals(second.keySet())
                    && first.keySet().stream().allMatch(name -> same(first.get(name), second.get(name)));
        }
        if (one instanceof List<?> first && other instanceof List<?> second) {
            return first.size() == second.size() && sameItems(first, second);
        }
        if (one instanceof Number first && other instanceof Number second) {
            return first.equals(second) || sameNumber(first, second);
        }
        return one == null ? other == null : one.equals(other);
    }

    private static boolean sameItems(List<?> first, List<?> second) {
        for (int i = 0; i < first.size(); i++) {
            if (!same(first.get(i), second.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameNumber(Number first, Number second) {
        return isFinite(first)
                && isFinite(second)
                && new BigDecimal(first.toString()).compareTo(new BigDecimal(second.toString())) == 0;
    }

    /** The names whose values are not the same in both, sorted. */
    static Set<String> differences(Map<String, ?> one, Map<String, ?> other) {
        Set<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        names.removeIf(name -> same(one.get(name), other.get(name)));
        return names;
    }
}
