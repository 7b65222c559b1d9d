package io.clearmladmin.helm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Values as a tree of maps, lists and scalars, with paths like {@code a.b[0].c}. */
final class ValuesTree {

    private ValuesTree() {}

    /** The value at a path of names without dots; null if there is none. */
    static @Nullable Object get(Map<String, Object> root, String path) {
        Object at = root;
        for (String name : path.split("\\.", -1)) {
            if (!(at instanceof Map<?, ?> map)) {
                return null;
            }
            at = map.get(name);
        }
        return at;
    }

    /** Sets the value at a path of names without dots. */
    static void put(Map<String, Object> root, String path, Object value) {
        int dot = path.lastIndexOf('.');
        (dot < 0 ? root : map(root, path.substring(0, dot))).put(path.substring(dot + 1), value);
    }

    /** The map at a path of names without dots, created if there is none. */
    @SuppressWarnings("unchecked") // every map of a tree has texts as its names
    static Map<String, Object> map(Map<String, Object> root, String path) {
        Map<String, Object> at = root;
        String so = "";
        for (String name : path.split("\\.", -1)) {
            so = child(so, name);
            Object next = at.computeIfAbsent(name, absent -> new LinkedHashMap<String, Object>());
            if (!(next instanceof Map<?, ?>)) {
                throw new IllegalArgumentException(path + ": " + so + " has a value already and cannot hold others");
            }
            at = (Map<String, Object>) next;
        }
        return at;
    }

    /** Merges like Helm merges values files: maps are merged, all else replaced. */
    @SuppressWarnings("unchecked") // every map of a tree has texts as its names
    static void overlay(Map<String, Object> under, Map<String, Object> over) {
        over.forEach((name, value) -> {
            if (value instanceof Map<?, ?> map && under.get(name) instanceof Map<?, ?> below) {
                Map<String, Object> merged = new LinkedHashMap<>((Map<String, Object>) below);
                overlay(merged, (Map<String, Object>) map);
                under.put(name, merged);
            } else {
                under.put(name, value);
            }
        });
    }

    /** Passes on every scalar, also null and empty maps and lists, with its path. */
    static void leaves(String path, @Nullable Object node, BiConsumer<String, @Nullable Object> each) {
        if (node instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((name, value) -> leaves(child(path, String.valueOf(name)), value, each));
        } else if (node instanceof List<?> list && !list.isEmpty()) {
            for (int i = 0; i < list.size(); i++) {
                leaves(path + "[" + i + "]", list.get(i), each);
            }
        } else {
            each.accept(path, node);
        }
    }

    static String child(String path, String name) {
        if (name.contains(".")) {
            return path + "[\"" + name + "\"]";
        }
        return path.isEmpty() ? name : path + "." + name;
    }

    /** Names of maps at a path; none if there is no map. */
    static Set<String> names(Map<String, Object> root, String path) {
        return get(root, path) instanceof Map<?, ?> map
                ? map.keySet().stream()
                        .map(String::valueOf)
                        .collect(java.util.stream.Collectors.toCollection(java.util.LinkedHashSet::new))
                : Set.of();
    }
}
