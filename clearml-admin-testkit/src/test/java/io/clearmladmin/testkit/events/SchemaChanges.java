package io.clearmladmin.testkit.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What breaks a reader that was written by an earlier schema: what it counts on is no longer so. It ignores fields that it does
 * not know, and so may get new ones; a value that it knows must stay one of those that it knows.
 */
final class SchemaChanges {

    private static final Set<String> TEXTS = Set.of("description", "title");
    /** Their values name event types, and types are added: readers must take those that they do not know. */
    private static final Set<String> NAMES_OF_TYPES = Set.of("previous");

    private final List<String> breaks = new ArrayList<>();

    private SchemaChanges() {}

    /** What breaks, by the path of the field; nothing if all is well. */
    static List<String> breaking(JsonNode released, JsonNode now) {
        SchemaChanges changes = new SchemaChanges();
        changes.compare("", released, now);
        return changes.breaks;
    }

    private void compare(String path, JsonNode released, JsonNode now) {
        Set<String> keywords = new HashSet<>();
        released.fieldNames().forEachRemaining(keywords::add);
        now.fieldNames().forEachRemaining(keywords::add);
        for (String keyword : keywords) {
            compare(path, keyword, released.path(keyword), now.path(keyword));
        }
    }

    private void compare(String path, String keyword, JsonNode released, JsonNode now) {
        switch (keyword) {
            case "$schema", "$id", "type", "const", "format", "uniqueItems" -> {
                // A promise that was not made before may be made now, but for the type, which all readers have to know.
                if (!released.equals(now) && !(released.isMissingNode() && !keyword.equals("type"))) {
                    add(path, keyword + " was " + released + ", is " + now);
                }
            }
            case "enum" -> compareValues(path, released, now);
            case "minimum", "exclusiveMinimum", "minLength", "minProperties", "minItems" -> {
                if (!released.isMissingNode() && !(now.asDouble(Double.NEGATIVE_INFINITY) >= released.asDouble())) {
                    add(path, keyword + " was " + released + ", is " + now);
                }
            }
            case "required" -> {
                for (JsonNode name : released) {
                    if (!has(now, name)) {
                        add(path, name.asText() + " is no longer required");
                    }
                }
            }
            case "properties" -> {
                for (String name : (Iterable<String>) released::fieldNames) {
                    if (now.has(name)) {
                        compare(path + "/" + name, released.get(name), now.get(name));
                    } else {
                        add(path, name + " was taken away");
                    }
                }
            }
            case "additionalProperties" -> compareInner(path + "/*", released, now);
            case "items" -> compareInner(path + "[]", released, now);
            default -> {
                if (!TEXTS.contains(keyword)) {
                    add(path, keyword + " is not known to this comparison");
                }
            }
        }
    }

    private void compareValues(String path, JsonNode released, JsonNode now) {
        if (released.isMissingNode()) {
            return;
        }
        if (now.isMissingNode()) {
            add(path, "enum was taken away");
        }
        for (JsonNode value : now) {
            if (!has(released, value) && !NAMES_OF_TYPES.contains(path.substring(path.lastIndexOf('/') + 1))) {
                add(path, value + " is a new value");
            }
        }
    }

    // False says that there are no other fields now; that may change.
    private void compareInner(String path, JsonNode released, JsonNode now) {
        if (released.isObject()) {
            compare(path, released, now.isObject() ? now : JsonNodeFactory.instance.objectNode());
        }
    }

    private static boolean has(JsonNode list, JsonNode value) {
        for (JsonNode one : list) {
            if (one.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private void add(String path, String what) {
        breaks.add((path.isEmpty() ? "the event" : path.substring(1)) + ": " + what);
    }
}
