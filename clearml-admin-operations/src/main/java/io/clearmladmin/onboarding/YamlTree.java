package io.clearmladmin.onboarding;

import io.clearmladmin.onboarding.YamlNode.Place;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads the one document of a text in YAML as a tree, with each value as it was written. It is bounded: what a
 * specification does not need (aliases, anchors, tags) is refused and never followed.
 */
final class YamlTree {

    // More than any specification has.
    private static final int DEEPEST = 50;
    private static final int MOST_VALUES = 50_000;
    private static final int LONGEST_NAME = 1_000;

    private final Iterator<Event> events;
    private final MistakeCollector mistakes;
    private int values;

    private YamlTree(Iterator<Event> events, MistakeCollector mistakes) {
        this.events = events;
        this.mistakes = mistakes;
    }

    /** What ends the reading; its mistake is known. */
    private static final class EndedException extends Exception {

        private static final long serialVersionUID = 1;
    }

    /** The tree; empty if the text cannot be read to its end, which is a mistake then. */
    static Optional<YamlNode> read(String text, MistakeCollector mistakes) {
        try {
            Iterator<Event> events =
                    new Yaml(new LoaderOptions()).parse(new StringReader(text)).iterator();
            return Optional.of(new YamlTree(events, mistakes).document());
        } catch (EndedException known) {
            return Optional.empty();
        } catch (MarkedYAMLException unreadable) {
            Mark mark = unreadable.getProblemMark();
            mistakes.add(
                    mark == null ? new Place(1, 1) : place(mark), FieldPath.ROOT, YamlSyntax.reason(unreadable, text));
        } catch (ReaderException unreadable) {
            String character = "\\u%04x".formatted(unreadable.getCodePoint());
            mistakes.add(
                    YamlSyntax.place(text, unreadable.getPosition()),
                    FieldPath.ROOT,
                    "has the character " + character + ", which YAML does not allow");
        } catch (YAMLException tooMuch) {
            mistakes.add(new Place(1, 1), FieldPath.ROOT, "cannot be read as YAML");
        }
        return Optional.empty();
    }

    private YamlNode document() throws EndedException {
        events.next();
        Event start = events.next();
        if (start instanceof StreamEndEvent) {
            throw ended(new Place(1, 1), FieldPath.ROOT, "is empty");
        }
        YamlNode root = node(events.next(), FieldPath.ROOT, 0);
        events.next();
        if (events.next() instanceof DocumentStartEvent second) {
            throw ended(
                    place(second.getStartMark()),
                    FieldPath.ROOT,
                    "a second document begins here; each specification has its own file");
        }
        return root;
    }

    private EndedException ended(Place place, FieldPath path, String reason) {
        mistakes.add(place, path, reason);
        return new EndedException();
    }

    private YamlNode node(Event event, FieldPath path, int depth) throws EndedException {
        Place place = place(event.getStartMark());
        if (depth > DEEPEST) {
            throw ended(place, FieldPath.ROOT, "is nested more than " + DEEPEST + " deep, as no specification is");
        }
        if (++values > MOST_VALUES) {
            throw ended(place, FieldPath.ROOT, "has more than " + MOST_VALUES + " values, as no specification has");
        }
        if (event instanceof AliasEvent) {
            return refused(
                    place,
                    path,
                    "aliases are not supported; write the value itself, or put a text that begins"
                            + " with * into quotes");
        }
        if (event instanceof ScalarEvent scalar) {
            YamlNode.Text text = new YamlNode.Text(place, scalar.getValue(), scalar.isPlain());
            return usable(text, path, scalar.getAnchor(), scalar.getTag());
        }
        CollectionStartEvent start = (CollectionStartEvent) event;
        YamlNode inner = start instanceof MappingStartEvent ? fields(place, path, depth) : items(place, path, depth);
        return usable(inner, path, start.getAnchor(), start.getTag());
    }

    // Without quotes, a text that begins so loses its first word.
    private YamlNode usable(YamlNode node, FieldPath path, @Nullable String anchor, @Nullable String tag) {
        if (anchor != null) {
            return refused(node.place(), path, "anchors are not supported; put a text that begins with & into quotes");
        }
        return tag == null
                ? node
                : refused(node.place(), path, "tags are not supported; put a text that begins with ! into quotes");
    }

    private YamlNode refused(Place place, FieldPath path, String reason) {
        mistakes.add(place, path, reason);
        return new YamlNode.Refused(place);
    }

    private YamlNode items(Place place, FieldPath path, int depth) throws EndedException {
        List<YamlNode> items = new ArrayList<>();
        for (Event next = events.next(); !(next instanceof SequenceEndEvent); next = events.next()) {
            items.add(node(next, path.item(items.size()), depth + 1));
        }
        return new YamlNode.Items(place, items);
    }

    private YamlNode fields(Place place, FieldPath path, int depth) throws EndedException {
        List<YamlNode.Field> fields = new ArrayList<>();
        for (Event next = events.next(); !(next instanceof MappingEndEvent); next = events.next()) {
            YamlNode key = node(next, path, depth + 1);
            if (key instanceof YamlNode.Text name && name.value().length() <= LONGEST_NAME) {
                YamlNode value = node(events.next(), path.field(name.value()), depth + 1);
                fields.add(new YamlNode.Field(name, value));
            } else {
                mistakes.add(key.place(), path, "the name of a field must be a text, and not a long one");
                node(events.next(), path, depth + 1);
            }
        }
        return new YamlNode.Fields(place, fields);
    }

    private static Place place(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
