package io.clearmladmin.internal.hocon;

import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.internal.hocon.ConfParser.Section;
import io.clearmladmin.internal.hocon.ConfValue.Block;
import io.clearmladmin.internal.hocon.ConfValue.Broken;
import io.clearmladmin.internal.hocon.ConfValue.Entry;
import io.clearmladmin.internal.hocon.ConfValue.Listing;
import io.clearmladmin.internal.hocon.ConfValue.Part;
import io.clearmladmin.internal.hocon.ConfValue.Place;
import io.clearmladmin.internal.hocon.ConfValue.Reference;
import io.clearmladmin.internal.hocon.ConfValue.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a whole text, without includes and without an environment. Its work is bounded. */
public final class Hocon {

    private static final Path FILE = Path.of("the file");
    private static final int MAX_WORK = 16 << 20;
    private static final int MAX_REFERENCES = 32;
    private static final int MAX_DEPTH = 256;
    private static final int MAX_VALUES = 100_000;
    private static final int LINE = 4;

    /** A value of which a part is not in the text. */
    public enum Elsewhere {
        /** It is in an included file or in the environment. */
        ELSEWHERE
    }

    /** Where a value stands. Its text is never made: names may be long, and much may stand below them. */
    private record Where(@Nullable Where parent, String key, int length) {

        Where(@Nullable Where parent, String key) {
            this(parent, key, key.length() + (parent == null ? 0 : parent.length + 1));
        }

        boolean is(String path) {
            int end = path.length();
            for (Where at = this; at != null; at = at.parent) {
                int start = end - at.key.length();
                if (!path.startsWith(at.key, start)) {
                    return false;
                }
                end = start - 1;
                if (at.parent != null && (end < 0 || path.charAt(end) != '.')) {
                    return false;
                }
            }
            return end < 0;
        }
    }

    private final ConfLookup lookup;
    private int work;
    private int within;
    private int depth;
    private int values;

    private Hocon(ConfValue root) {
        this.lookup = new ConfLookup(root, name -> null, List.of());
    }

    /**
     * The settings in a text: maps, lists and texts (numbers and booleans are texts, too), null, and {@link Elsewhere}.
     *
     * @throws io.clearmladmin.errors.ConfigurationException if it cannot be parsed; the message names the line, and quotes
     *     nothing
     */
    public static Map<String, @Nullable Object> read(String text) {
        Block block = new Block();
        new ConfParser(FILE, text, (into, section, form, name, place) -> {}).parse(block, Section.NEEDED);
        ConfValue root = ConfValue.of(block, new Place(FILE, 1));
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        new Hocon(root).readAll(settings, block, root.place());
        return settings;
    }

    private void readAll(Map<String, @Nullable Object> settings, Block block, Place place) {
        addAll(settings, block, null, place);
        // One value may stand in many places now: whoever goes through all of them has a bound too.
        values = 0;
        count(settings, place);
    }

    private void count(@Nullable Object value, Place place) {
        if (++values > MAX_VALUES) {
            throw tooMany(place);
        }
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(inner -> count(inner, place));
        } else if (value instanceof List<?> list) {
            list.forEach(inner -> count(inner, place));
        }
    }

    private static ConfigurationException tooMany(Place place) {
        return ConfParser.failure(
                place, "more than " + MAX_VALUES + " values, each counted as often as substitutions repeat it");
    }

    private void addAll(Map<String, @Nullable Object> settings, Block block, @Nullable Where parent, Place place) {
        for (Entry entry : block.entries) {
            Where path = new Where(parent, entry.key());
            Object earlier = settings.get(entry.key());
            // Whoever goes through what was read makes a text of each path.
            work(1 + path.length() / LINE, place);
            settings.put(entry.key(), value(path, entry.value(), earlier));
        }
    }

    /** A value, combined with an earlier one of the same path. */
    private @Nullable Object value(Where path, ConfValue value, @Nullable Object earlier) {
        if (++values > MAX_VALUES) {
            throw tooMany(value.place());
        }
        if (value.isNull()) {
            return null;
        }
        if (++depth > MAX_DEPTH) {
            throw ConfParser.failure(
                    value.place(), "nested more than " + MAX_DEPTH + " deep, in dotted names and substitutions");
        }
        Object said = said(path, value, earlier);
        depth--;
        return said;
    }

    private @Nullable Object said(Where path, ConfValue value, @Nullable Object earlier) {
        List<@Nullable Object> said = new ArrayList<>();
        boolean isQuoted = false;
        for (Part part : value.parts()) {
            isQuoted |= part instanceof Text text && text.isQuoted();
            Object one = part(path, value, part, earlier);
            if (one == Elsewhere.ELSEWHERE) {
                return one;
            }
            if (one != null) {
                said.add(one);
            }
        }
        if (value.isAdded() && earlier instanceof List<?> list) {
            said.add(0, list);
        }
        boolean saysNothing = !isQuoted && said.stream().allMatch(one -> one instanceof String text && text.isBlank());
        return saysNothing && !value.parts().isEmpty() ? earlier : joined(said, earlier, value);
    }

    private @Nullable Object part(Where path, ConfValue value, Part part, @Nullable Object earlier) {
        if (part instanceof Text text) {
            return text.text();
        } else if (part instanceof Broken broken) {
            throw ConfParser.failure(value.place(), broken.reason());
        } else if (part instanceof Listing listing) {
            List<@Nullable Object> elements = new ArrayList<>();
            for (ConfValue element : listing.elements()) {
                work(1, value.place());
                elements.add(value(path, element, null));
            }
            return elements;
        } else if (part instanceof Block block) {
            Map<String, @Nullable Object> inner = new LinkedHashMap<>();
            if (value.parts().size() == 1 && earlier instanceof Map<?, ?> before) {
                merge(inner, before, value.place());
            }
            addAll(inner, block, path, value.place());
            return inner;
        }
        return referred(path, value, (Reference) part, earlier);
    }

    private @Nullable Object referred(Where path, ConfValue value, Reference reference, @Nullable Object earlier) {
        Object found = null;
        if (path.is(reference.path())) {
            found = earlier;
        } else {
            if (++within > MAX_REFERENCES) {
                throw ConfParser.failure(value.place(), "substitutions refer to each other in a circle, or too deep");
            }
            for (ConfValue target : lookup.values(reference.path())) {
                work(1, value.place());
                found = value(new Where(null, reference.path()), target, found);
            }
            within--;
        }
        return found == null && !reference.isOptional() ? Elsewhere.ELSEWHERE : found;
    }

    /** Blocks merge, lists are concatenated, and everything else is one text. */
    private Object joined(List<@Nullable Object> parts, @Nullable Object earlier, ConfValue value) {
        List<@Nullable Object> list = new ArrayList<>();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder();
        boolean isList = false;
        boolean isMap = false;
        for (Object part : parts) {
            if (part instanceof List<?> more) {
                work(more.size(), value.place());
                list.addAll(more);
                isList = true;
            } else if (part instanceof Map<?, ?> more) {
                merge(map, more, value.place());
                isMap = true;
            } else {
                work(String.valueOf(part).length(), value.place());
                text.append(part);
            }
        }
        if (isMap && earlier instanceof Map<?, ?> before) {
            Map<String, @Nullable Object> merged = new LinkedHashMap<>();
            merge(merged, before, value.place());
            merge(merged, map, value.place());
            return merged;
        }
        return isMap ? map : isList ? list : text.toString();
    }

    private void merge(Map<String, @Nullable Object> into, Map<?, ?> more, Place place) {
        more.forEach((key, value) -> {
            work(1, place);
            String name = String.valueOf(key);
            if (value instanceof Map<?, ?> inner && into.get(name) instanceof Map<?, ?> before) {
                Map<String, @Nullable Object> both = new LinkedHashMap<>();
                merge(both, before, place);
                merge(both, inner, place);
                into.put(name, both);
            } else {
                into.put(name, value);
            }
        });
    }

    private void work(int more, Place place) {
        work += more;
        if (work > MAX_WORK) {
            throw ConfParser.failure(place, "there is too much in it, or its substitutions grow without end");
        }
    }
}
