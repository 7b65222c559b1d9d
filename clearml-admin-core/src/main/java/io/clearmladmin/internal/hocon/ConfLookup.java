package io.clearmladmin.internal.hocon;

import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.internal.hocon.ConfValue.Block;
import io.clearmladmin.internal.hocon.ConfValue.Broken;
import io.clearmladmin.internal.hocon.ConfValue.Entry;
import io.clearmladmin.internal.hocon.ConfValue.Part;
import io.clearmladmin.internal.hocon.ConfValue.Place;
import io.clearmladmin.internal.hocon.ConfValue.Reference;
import io.clearmladmin.internal.hocon.ConfValue.Text;
import io.clearmladmin.internal.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Finds the text of a setting in a parsed file. Later values replace earlier ones, blocks merge, and substitutions
 * are looked up in the file and then in the environment, each only when it is needed. Steps are bounded.
 */
public final class ConfLookup {

    private static final int MAX_STEPS = 1_000_000;
    private static final int MAX_REFERENCES = 32;
    private static final int MAX_LENGTH = 1 << 20;
    private static final int LONGEST_NAME = 80;
    private static final char NOT_UTF_8 = '\ufffd';

    private final ConfValue root;
    private final UnaryOperator<@Nullable String> variable;
    private final List<String> absent;
    private int steps;
    private int within;

    ConfLookup(ConfValue root, UnaryOperator<@Nullable String> variable, List<Place> absent) {
        this.root = root;
        this.variable = variable;
        this.absent = absent.stream().map(Place::toString).toList();
    }

    /** The includes of files that do not exist. */
    public List<String> absent() {
        return absent;
    }

    /** The text at a path; null if it is absent or {@code null}. */
    public @Nullable String text(String path) {
        steps = 0;
        return text(path, values(path));
    }

    /** All values at a path, in order of precedence. */
    List<ConfValue> values(String path) {
        List<ConfValue> values = List.of(root);
        for (String key : path.split("\\.", -1)) {
            values = children(values, key);
        }
        return values;
    }

    private List<ConfValue> children(List<ConfValue> parents, String key) {
        List<ConfValue> found = new ArrayList<>();
        for (ConfValue parent : parents) {
            step(parent);
            boolean isBlock = false;
            for (Part part : parent.parts()) {
                if (part instanceof Block block) {
                    addAll(found, block, key, parent);
                    isBlock = true;
                } else if (part instanceof Reference reference) {
                    found.addAll(follow(parent, () -> children(values(reference.path()), key)));
                    isBlock = true;
                }
            }
            if (!isBlock) {
                found.clear();
            }
        }
        return found;
    }

    private void addAll(List<ConfValue> found, Block block, String key, ConfValue parent) {
        for (Entry entry : block.entries) {
            step(parent);
            if (entry.key().equals(key)) {
                found.add(entry.value());
            }
        }
    }

    /** The last of these values that is set. */
    private @Nullable String text(String path, List<ConfValue> values) {
        for (int i = values.size() - 1; i >= 0; i--) {
            ConfValue value = values.get(i);
            if (value.isNull()) {
                return null;
            }
            String text = text(path, value, values.subList(0, i));
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** The text of a value; null if it consists only of unset optional substitutions, so that earlier values count. */
    private @Nullable String text(String path, ConfValue value, List<ConfValue> earlier) {
        if (value.isAdded()) {
            throw failure(path, value, "is added to with +=; write the whole value with =");
        }
        StringBuilder text = new StringBuilder();
        boolean saysSomething = value.parts().isEmpty();
        for (Part part : value.parts()) {
            step(value);
            String said = text(path, value, part, earlier);
            if (said != null) {
                text.append(said);
                saysSomething |= part instanceof Reference || !said.isBlank();
            }
            if (text.length() > MAX_LENGTH) {
                throw failure(path, value, "is longer than " + MAX_LENGTH + " characters");
            }
        }
        boolean isQuotedBlank = value.parts().stream().anyMatch(part -> part instanceof Text found && found.isQuoted());
        return saysSomething || isQuotedBlank ? text.toString() : null;
    }

    private @Nullable String text(String path, ConfValue value, Part part, List<ConfValue> earlier) {
        if (part instanceof Text text) {
            if (text.text().indexOf(NOT_UTF_8) >= 0) {
                throw failure(path, value, "contains bytes that are not UTF-8; in an editor, save the file as UTF-8");
            }
            return text.text();
        }
        if (part instanceof Reference reference) {
            return referred(path, value, reference, earlier);
        }
        throw failure(
                path, value, part instanceof Broken broken ? broken.reason() : "must be a text, not a block or list");
    }

    private @Nullable String referred(String path, ConfValue value, Reference reference, List<ConfValue> earlier) {
        String target = reference.path();
        String found = follow(value, () -> text(target, target.equals(path) ? earlier : values(target)));
        if (found == null) {
            found = variable.apply(target);
        }
        if (found == null && !reference.isOptional()) {
            throw failure(
                    path,
                    value,
                    "refers to ${" + printable(target) + "}, which is set neither in the file nor in the environment");
        }
        return found;
    }

    private <T extends @Nullable Object> T follow(ConfValue value, Supplier<T> target) {
        if (++within > MAX_REFERENCES) {
            throw ConfParser.failure(value.place(), "substitutions refer to each other in a circle, or too deep");
        }
        try {
            return target.get();
        } finally {
            within--;
        }
    }

    private void step(ConfValue value) {
        if (++steps > MAX_STEPS) {
            throw ConfParser.failure(value.place(), "substitutions grow without end");
        }
    }

    private static ConfigurationException failure(String path, ConfValue value, String what) {
        return ConfParser.failure(value.place(), path + " " + what);
    }

    private static String printable(String name) {
        return SafeText.line(name, LONGEST_NAME);
    }
}
