package io.clearmladmin.internal.hocon;

import io.clearmladmin.errors.ConfigurationException;
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
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Parses HOCON as ClearML's own client reads it: bare text goes to the end of the line, a comma, a brace or {@code #}.
 * A value that it cannot read is unusable, but not the others; unbalanced braces and brackets make the file unusable. Its
 * messages name the line and never quote its text.
 */
final class ConfParser {

    private static final int MAX_DEPTH = 64;
    private static final String NOT_BARE = "^`+?!@*&[]=$";

    /** The part of the file. A mistake outside of the parts that are needed does not make the file unusable. */
    enum Section {
        ROOT,
        NEEDED,
        OTHER;

        Section of(String key) {
            return this != ROOT ? this : key.equals("api") ? NEEDED : OTHER;
        }
    }

    /** Reads what an {@code include} names. */
    interface Includes {

        /** Adds it to the block of this section; {@code form} is the text before the name. */
        void include(Block block, Section section, String form, String name, Place place);
    }

    private final Path file;
    private final ConfCharacters in;
    private final Includes includes;
    private int depth;

    ConfParser(Path file, String text, Includes includes) {
        this.file = file;
        this.in = new ConfCharacters(text);
        this.includes = includes;
    }

    /** Reads the whole file into a block that may have entries already. */
    void parse(Block block, Section section) {
        in.skipVoid(true);
        Place start = place();
        if (in.peek() == '[') {
            throw failure(start, "the file is a list, not settings");
        }
        boolean isBraced = in.peek() == '{';
        if (isBraced) {
            in.next();
        }
        entries(block, isBraced ? start : null, section);
        in.skipVoid(true);
        if (!in.isAtEnd()) {
            throw failure(place(), "there is text after the last }");
        }
    }

    private void entries(Block block, @Nullable Place opened, Section section) {
        while (true) {
            in.skipVoid(true);
            if (in.isAtEnd()) {
                if (opened != null) {
                    throw failure(opened, "the { is not closed");
                }
                return;
            }
            if (in.peek() == '}') {
                if (opened == null) {
                    throw failure(place(), "a } closes nothing");
                }
                in.next();
                return;
            }
            if (!include(block, section)) {
                entry(block, section);
            }
        }
    }

    private void entry(Block block, Section section) {
        Place place = place();
        List<String> key = key();
        boolean isInclude =
                key.size() > 0 && key.get(0).toLowerCase(Locale.ROOT).startsWith("include ");
        if (isInclude && section != Section.OTHER) {
            throw failure(place, "an include needs the name of a file in double quotes");
        }
        in.skipVoid(false);
        boolean isAdded = in.startsWith("+=");
        boolean isSeparated = isAdded || in.peek() == '=' || in.peek() == ':';
        if (key.isEmpty() || (!isSeparated && in.peek() != '{')) {
            stray(place, section);
            return;
        }
        in.skip(isAdded ? 2 : isSeparated ? 1 : 0);
        ConfValue value = new ConfValue(value(false, section.of(key.get(0))), place, isAdded);
        for (int i = key.size() - 1; i > 0; i--) {
            Block outer = new Block();
            outer.entries.add(new Entry(key.get(i), value));
            value = ConfValue.of(outer, place);
        }
        block.entries.add(new Entry(key.get(0), value));
    }

    private void stray(Place place, Section section) {
        if (section != Section.OTHER) {
            throw failure(place, "neither a key with = or : or {, nor a comment");
        }
        if (in.peek() == '{') {
            part(false, section);
        } else if (!in.isAtEnd() && in.peek() != '}') {
            in.next();
        }
    }

    /** The parts of a key, separated by dots outside quotes; empty if no key follows. */
    private List<String> key() {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean isQuoted = false;
        while (!isAtKeyEnd(part)) {
            if (in.peek() == '"') {
                if (!(quoted() instanceof Text text)) {
                    return List.of();
                }
                part.append(text.text());
                isQuoted = true;
            } else if (in.peek() == '.') {
                in.next();
                parts.add(part.toString());
                part.setLength(0);
                isQuoted = false;
            } else {
                part.append(in.next());
            }
        }
        String last = isQuoted ? part.toString() : part.toString().strip();
        if (last.isEmpty() && !isQuoted) {
            return List.of();
        }
        parts.add(isQuoted ? last.stripTrailing() : last);
        return parts;
    }

    private boolean isAtKeyEnd(StringBuilder before) {
        char c = in.peek();
        boolean isComment = c == '#' || (in.startsWith("//") && endsWithBlank(before));
        return in.isAtLineEnd() || isComment || in.startsWith("+=") || "=:{}[],".indexOf(c) >= 0;
    }

    private static boolean endsWithBlank(StringBuilder text) {
        return text.length() == 0 || ConfCharacters.isBlank(text.charAt(text.length() - 1));
    }

    private List<Part> value(boolean isInList, Section section) {
        in.blanks();
        if (!isInList && (in.isAtLineEnd() || in.isAtComment())) {
            int line = in.line();
            in.skipVoid(false);
            if (in.line() > line && in.isAtKey()) {
                return List.of(new Broken("it has no value, and the next line is a key of its own"));
            }
        }
        List<Part> parts = new ArrayList<>();
        String blanks = "";
        while (!isAtValueEnd(isInList) && !(endsWithBlock(parts) && !isAtBlockOrReference())) {
            if (!blanks.isEmpty() && !parts.isEmpty()) {
                parts.add(new Text(blanks, false));
            }
            parts.add(part(isInList, section));
            blanks = in.blanks();
        }
        return parts;
    }

    private boolean isAtValueEnd(boolean isInList) {
        char c = in.peek();
        return in.isAtLineEnd() || in.isAtComment() || c == ',' || c == '}' || (c == ']' && isInList);
    }

    // In "a { … } b { … }" the word after a block is the next key.
    private static boolean endsWithBlock(List<Part> parts) {
        return !parts.isEmpty() && parts.get(parts.size() - 1) instanceof Block;
    }

    private boolean isAtBlockOrReference() {
        return in.peek() == '{' || in.startsWith("${");
    }

    private Part part(boolean isInList, Section section) {
        if (in.startsWith("\"\"\"")) {
            return tripleQuoted();
        }
        if (in.peek() == '"') {
            return quoted();
        }
        if (in.startsWith("${")) {
            return reference();
        }
        if (in.peek() == '{') {
            Place opened = deeper();
            Block block = new Block();
            entries(block, opened, section);
            depth--;
            return block;
        }
        return in.peek() == '[' ? list(section) : bare(isInList);
    }

    private Place deeper() {
        Place opened = place();
        if (++depth > MAX_DEPTH) {
            throw failure(opened, "nested more than " + MAX_DEPTH + " deep");
        }
        in.next();
        return opened;
    }

    private Listing list(Section section) {
        Place opened = deeper();
        List<ConfValue> elements = new ArrayList<>();
        while (true) {
            in.skipVoid(true);
            if (in.isAtEnd() || in.peek() == '}') {
                throw failure(opened, "the [ is not closed");
            }
            if (in.peek() == ']') {
                in.next();
                depth--;
                return new Listing(elements);
            }
            Place place = place();
            elements.add(new ConfValue(value(true, section), place, false));
        }
    }

    private Part reference() {
        in.skip(2);
        boolean isOptional = in.peek() == '?';
        if (isOptional) {
            in.next();
        }
        StringBuilder path = new StringBuilder();
        while (!in.isAtLineEnd() && in.peek() != '}') {
            path.append(in.next());
        }
        if (in.isAtLineEnd()) {
            return new Broken("the ${ is not closed");
        }
        in.next();
        return new Reference(path.toString(), isOptional);
    }

    private Part quoted() {
        in.next();
        StringBuilder text = new StringBuilder();
        while (!in.isAtLineEnd()) {
            char c = in.next();
            if (c == '"') {
                return new Text(text.toString(), true);
            }
            if (c == '\\' && !in.isAtLineEnd()) {
                escape(text, in.next());
            } else {
                text.append(c);
            }
        }
        return new Broken("the quote is not closed");
    }

    private Text tripleQuoted() {
        Place opened = place();
        in.skip(3);
        StringBuilder text = new StringBuilder();
        // In a longer run of quotes the last three close.
        while (!(in.startsWith("\"\"\"") && in.peek(3) != '"')) {
            if (in.isAtEnd()) {
                throw failure(opened, "the \"\"\" is not closed");
            }
            text.append(in.next());
        }
        in.skip(3);
        return new Text(text.toString(), true);
    }

    private Part bare(boolean isInList) {
        StringBuilder text = new StringBuilder();
        String trouble = null;
        int brackets = 0;
        while (!isAtBareEnd(isInList && brackets == 0)) {
            char c = in.next();
            if (c == '[' || c == ']') {
                brackets += c == '[' ? 1 : -1;
            }
            if (c == '=' && !isPadding(text, isInList)) {
                trouble = "a second = follows the first; put the value into quotes";
            }
            if (c != '\\') {
                text.append(c);
            } else if (in.isAtLineEnd()) {
                trouble = "the line ends with a backslash; put the value into quotes";
                text.append(c);
            } else if (isAtBareEnd(isInList) && in.peek() != '#' && in.peek() != '"') {
                text.append(c);
            } else {
                escape(text, in.next());
            }
        }
        // The official client refuses such a value; up to the # it would only be a part of it.
        boolean isCut = in.peek() == '#' && text.chars().anyMatch(c -> NOT_BARE.indexOf(c) >= 0);
        if (isCut) {
            trouble = "a # directly follows its text; put the value into quotes";
        }
        return trouble == null ? new Text(text.toString(), false) : new Broken(trouble);
    }

    private boolean isAtBareEnd(boolean isInList) {
        char c = in.peek();
        return in.isAtLineEnd()
                || ConfCharacters.isBlank(c)
                || "#,{}\"".indexOf(c) >= 0
                || in.startsWith("${")
                || (c == ']' && isInList);
    }

    // Base64 ends with it; elsewhere a separator is missing before it.
    private boolean isPadding(StringBuilder before, boolean isInList) {
        int ahead = 0;
        while (ConfCharacters.isBlank(in.peek(ahead))) {
            ahead++;
        }
        boolean isLast =
                in.isEnd(ahead) || "\r\n,}#".indexOf(in.peek(ahead)) >= 0 || (in.peek(ahead) == ']' && isInList);
        return before.length() > 0 && (in.peek() == '=' || isLast);
    }

    /** As the official client does: an unknown escape stays unchanged, with its backslash. */
    private static void escape(StringBuilder text, char escaped) {
        switch (escaped) {
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case '\\', '"', '#', '!', '=' -> text.append(escaped);
            default -> text.append('\\').append(escaped);
        }
    }

    private boolean include(Block block, Section section) {
        if (!in.startsWithWord("include")) {
            return false;
        }
        int ahead = "include".length();
        int blanks = 0;
        while (ConfCharacters.isBlank(in.peek(ahead + blanks))) {
            blanks++;
        }
        int end = ahead + blanks;
        StringBuilder form = new StringBuilder();
        while (Character.isLetter(in.peek(end)) || in.peek(end) == '(' || ConfCharacters.isBlank(in.peek(end))) {
            if (!ConfCharacters.isBlank(in.peek(end))) {
                form.append(in.peek(end));
            }
            end++;
        }
        if (blanks == 0 || in.peek(end) != '"' || (form.length() > 0 && form.charAt(form.length() - 1) != '(')) {
            return false;
        }
        Place place = place();
        in.skip(end);
        Part name = quoted();
        in.blanks();
        while (in.peek() == ')') {
            in.next();
            in.blanks();
        }
        boolean isWhole = name instanceof Text && isAtValueEnd(false);
        if (!isWhole) {
            throw failure(place, "the include is not complete");
        }
        includes.include(block, section, form.toString(), ((Text) name).text(), place);
        return true;
    }

    private Place place() {
        return new Place(file, in.line());
    }

    static ConfigurationException failure(Place place, String what) {
        return new ConfigurationException(place + ": " + what);
    }
}
