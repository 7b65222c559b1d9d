package io.clearmladmin.onboarding;

import io.clearmladmin.internal.text.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values that a specification takes from the environment, {@code ${env:NAME}}, or from a file, {@code ${file:PATH}}, so that no
 * secret stands in it. Only fields that are never shown may have one: a specification may be somebody else's text, and what a
 * tenant shows must not be what this machine keeps.
 */
final class OutsideValues {

    // With one $ more, it is the text itself, with one less.
    private static final Pattern REFERENCE = Pattern.compile("(\\$+)\\{(env|file):([^{}]*)}");
    private static final String PLACE = "sso.configuration.";
    private static final int LONGEST_QUOTE = 100;
    private static final int MOST_BYTES = 64 << 10;

    private final Path folder;
    private final Function<String, @Nullable String> environment;

    /** Of a specification in this folder. */
    OutsideValues(Path folder, Function<String, @Nullable String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /** The text as the reader takes it for this value. */
    static String escaped(String value) {
        return REFERENCE.matcher(value).matches() ? "$" + value : value;
    }

    /** The line without what names such values, which is no secret. */
    static String removedFrom(String line) {
        return REFERENCE.matcher(line).replaceAll("");
    }

    /** A text, or why there is none. */
    record Value(String text, Optional<String> mistake) {

        private static Value of(String text) {
            return new Value(text, Optional.empty());
        }

        private static Value none(String mistake) {
            return new Value("", Optional.of(mistake));
        }
    }

    /** The value that a text at this place stands for; empty if it is that text itself. */
    Optional<Value> of(FieldPath path, String text) {
        Matcher reference = REFERENCE.matcher(text);
        if (!reference.matches()) {
            return Optional.empty();
        }
        if (reference.group(1).length() > 1) {
            return Optional.of(Value.of(text.substring(1)));
        }
        if (!path.toString().startsWith(PLACE)) {
            return Optional.of(
                    Value.none("only the fields of sso.configuration may come from the environment or a file; write"
                            + " $$ for a text that begins with $"));
        }
        String name = reference.group(3);
        return Optional.of(reference.group(2).equals("env") ? variable(name) : content(name));
    }

    private Value variable(String name) {
        String value = environment.apply(name);
        return value == null || value.isEmpty()
                ? Value.none("the environment has no variable " + quoted(name))
                : Value.of(value);
    }

    private Value content(String name) {
        String what = "the file " + quoted(name);
        try (InputStream content = Files.newInputStream(folder.resolve(name))) {
            byte[] bytes = content.readNBytes(MOST_BYTES + 1);
            // Editors end a file with a line break.
            String value = new String(bytes, StandardCharsets.UTF_8).replaceFirst("\\r?\\n\\z", "");
            Optional<String> wrong = bytes.length > MOST_BYTES
                    ? Optional.of(" is larger than 64 KiB")
                    : Optional.of(" is empty").filter(empty -> value.isEmpty());
            return wrong.map(reason -> Value.none(what + reason)).orElseGet(() -> Value.of(value));
        } catch (IOException | InvalidPathException unreadable) {
            return Value.none(what + " cannot be read: " + unreadable.getClass().getSimpleName()
                    + "; a path counts from the specification's folder");
        }
    }

    private static String quoted(String name) {
        return "'" + SafeText.line(name, LONGEST_QUOTE) + "'";
    }
}
