package io.clearmladmin.helm;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads values like Helm, as YAML 1.1 ({@code yes} is true, {@code 0777} a number), and records the line of each.
 * An error is reported with file and line; nothing of the file is quoted, since any of it may be a secret.
 */
final class YamlFile {

    private static final int MOST_VALUES = 100_000;
    private static final int DEEPEST = 50;
    private static final int LONGEST_PATH = 1_000;
    // Each rule makes a text of each value's path.
    private static final int MOST_PATHS = 4 << 20;
    private static final String MERGE = "<<";

    private final String source;
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<Node> inProgress = Collections.newSetFromMap(new IdentityHashMap<>());
    private int values;
    private int paths;

    private YamlFile(String source) {
        this.source = source;
    }

    /** The content of a file, and the line of each path. */
    record Content(Map<String, Object> root, Map<String, Integer> lines) {}

    static Content read(String source, String text) {
        return new YamlFile(source).read(text);
    }

    private Content read(String text) {
        Map<String, Object> root = new LinkedHashMap<>();
        try {
            bound(text);
            Node top = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (top instanceof MappingNode map) {
                root = map("", map);
            } else if (top != null && !isNull(top)) {
                throw wrong(top.getStartMark(), "values must be keys with values, as in 'clearml:'");
            }
        } catch (MarkedYAMLException unreadable) {
            throw wrong(
                    unreadable.getProblemMark(),
                    "this is not YAML; a missing quote, a tab or an indentation that does not fit is the usual cause");
        } catch (YAMLException tooMuch) {
            throw new InvalidValuesException(
                    source + ": cannot be read: more than 3 MB, more than 50 aliases, or not one document");
        }
        return new Content(root, lines);
    }

    // Before anything is kept of it.
    private void bound(String text) {
        int depth = 0;
        int events = 0;
        for (Event event : new Yaml(new LoaderOptions()).parse(new StringReader(text))) {
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            if (depth > DEEPEST) {
                throw wrong(event.getStartMark(), "nested more than " + DEEPEST + " deep, as no values are");
            }
            if (++events > 2 * MOST_VALUES) {
                throw wrong(event.getStartMark(), "there are more values than any chart has");
            }
        }
    }

    private InvalidValuesException wrong(@Nullable Mark mark, String reason) {
        String where = mark == null ? "" : ", line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
        return new InvalidValuesException(source + where + ": " + reason);
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private @Nullable Object value(String path, Node node) {
        paths += path.length();
        if (++values > MOST_VALUES || paths > MOST_PATHS) {
            throw wrong(node.getStartMark(), "there are more values than any chart has");
        }
        if (!inProgress.add(node)) {
            throw wrong(node.getStartMark(), "an alias in it leads back to it");
        }
        try {
            return inner(path, node);
        } finally {
            inProgress.remove(node);
        }
    }

    private @Nullable Object inner(String path, Node node) {
        if (node instanceof MappingNode map) {
            return map(path, map);
        }
        if (node instanceof SequenceNode list) {
            List<@Nullable Object> items = new ArrayList<>();
            for (Node item : list.getValue()) {
                String at = path + "[" + items.size() + "]";
                lines.putIfAbsent(at, line(item));
                items.add(value(at, item));
            }
            return items;
        }
        return scalar((ScalarNode) node);
    }

    private Map<String, Object> map(String path, MappingNode node) {
        Map<String, Object> map = new LinkedHashMap<>();
        Map<String, Object> merged = new LinkedHashMap<>();
        for (NodeTuple entry : node.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw wrong(entry.getKeyNode().getStartMark(), "a key must be a text");
            }
            if (key.getTag().equals(Tag.MERGE) || (key.getValue().equals(MERGE) && key.isPlain())) {
                merge(path, entry.getValueNode(), merged);
                continue;
            }
            String at = ValuesTree.child(path, key.getValue());
            if (at.length() > LONGEST_PATH) {
                throw wrong(
                        key.getStartMark(),
                        "the key and those above it have more than " + LONGEST_PATH + " characters");
            }
            if (map.containsKey(key.getValue())) {
                throw wrong(key.getStartMark(), "the key appears twice, first in line " + lines.get(at));
            }
            lines.put(at, line(key));
            put(map, key.getValue(), value(at, entry.getValueNode()));
        }
        merged.keySet().removeAll(map.keySet());
        map.putAll(merged);
        return map;
    }

    // A null is kept: in Helm it removes the chart's own value. Maps of values are typed as if they had none.
    @SuppressWarnings("NullAway")
    private static void put(Map<String, Object> map, String key, @Nullable Object value) {
        map.put(key, value);
    }

    private void merge(String path, Node from, Map<String, Object> into) {
        if (from instanceof MappingNode && value(path, from) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> into.putIfAbsent(String.valueOf(name), value));
        } else if (from instanceof SequenceNode list) {
            list.getValue().forEach(each -> merge(path, each, into));
        } else {
            throw wrong(from.getStartMark(), "<< must name a map, or a list of maps");
        }
    }

    private @Nullable Object scalar(ScalarNode node) {
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return null;
        }
        if (!tag.equals(Tag.BOOL) && !tag.equals(Tag.INT) && !tag.equals(Tag.FLOAT)) {
            return node.getValue();
        }
        try {
            return Objects.requireNonNull(new Scalars().of(node));
        } catch (YAMLException | NumberFormatException | NullPointerException not) {
            throw wrong(node.getStartMark(), "it does not match its tag");
        }
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** SnakeYAML's own parsing of numbers and booleans. */
    private static final class Scalars extends SafeConstructor {

        Scalars() {
            super(new LoaderOptions());
        }

        Object of(ScalarNode node) {
            return constructDocument(node);
        }
    }
}
