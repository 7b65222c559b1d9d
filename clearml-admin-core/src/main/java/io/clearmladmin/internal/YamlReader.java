package io.clearmladmin.internal;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a value that people write by hand, in YAML or JSON, and says of a mistake in which field and line it is. */
public final class YamlReader {

    private static final YAMLMapper MAPPER = Json.configured(YAMLMapper.builder())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Pattern MISSING = Pattern.compile("required attributes are not set \\[(\\w+)");
    private static final Pattern OF_FIELD = Pattern.compile("(\\w+): (.*)", Pattern.DOTALL);

    private YamlReader() {}

    /** What is wrong, where. */
    public static final class MistakeException extends Exception {

        private static final long serialVersionUID = 1;

        MistakeException(String field, int line, String reason, Throwable cause) {
            super("line " + line + (field.isEmpty() ? "" : ", " + field) + ": " + reason, cause);
        }
    }

    /** Reads the text; throws what is wrong first. */
    public static <T> T read(String text, Class<T> type) throws MistakeException {
        try {
            T value = MAPPER.readValue(text, type);
            if (value == null) {
                throw new MistakeException("", 1, "there is nothing in it", new IOException("empty"));
            }
            return value;
        } catch (JsonMappingException wrong) {
            throw mistake(text, wrong);
        } catch (JsonProcessingException unreadable) {
            throw new MistakeException(
                    "", line(unreadable.getLocation()), firstLine(unreadable.getOriginalMessage()), unreadable);
        }
    }

    private static MistakeException mistake(String text, JsonMappingException wrong) {
        String path = path(wrong.getPath());
        String reason = reason(wrong);
        Matcher field = OF_FIELD.matcher(reason);
        if (field.matches()) {
            path = path + (path.isEmpty() ? "" : ".") + snakeCase(field.group(1));
            reason = field.group(2);
        }
        Integer line = lineOf(text, path);
        return new MistakeException(path, line == null ? line(wrong.getLocation()) : line, reason, wrong);
    }

    private static String reason(JsonMappingException wrong) {
        if (wrong instanceof UnrecognizedPropertyException unknown) {
            String known = unknown.getKnownPropertyIds().stream()
                    .map(Object::toString)
                    .sorted()
                    .collect(Collectors.joining(", "));
            return "there is no such field; there are: " + known;
        }
        for (Throwable cause = wrong; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            Matcher missing = MISSING.matcher(message);
            if (missing.find()) {
                return missing.group(1) + ": is missing";
            }
            if (cause instanceof IllegalArgumentException && !(cause instanceof NumberFormatException)) {
                return message;
            }
        }
        return firstLine(wrong.getOriginalMessage());
    }

    // What follows in Jackson's messages speaks of Java classes, which are no help to who writes the file.
    private static String firstLine(String message) {
        return message.lines()
                .findFirst()
                .orElse("")
                .replaceFirst("Cannot deserialize value of type `[\\w.<>$, ]+` from ", "cannot be ")
                .replaceFirst(" \\(token `.*", "");
    }

    private static String path(List<JsonMappingException.Reference> references) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : references) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
    }

    // The nearest line that the text has for the field: its own, or that of what it belongs to.
    private static @Nullable Integer lineOf(String text, String path) {
        Map<String, Integer> lines = lines(text);
        for (String at = path; !at.isEmpty(); at = at.replaceFirst("(\\.\\w+|\\[\\d+\\]|^\\w+)$", "")) {
            Integer line = lines.get(at);
            if (line != null) {
                return line;
            }
        }
        return null;
    }

    private static Map<String, Integer> lines(String text) {
        Map<String, Integer> lines = new HashMap<>();
        try (JsonParser parser = MAPPER.createParser(text)) {
            while (parser.nextToken() != null) {
                String path = parser.getParsingContext()
                        .pathAsPointer()
                        .toString()
                        .replaceAll("/(\\d+)(?=/|$)", "[$1]")
                        .replace('/', '.')
                        .replaceFirst("^\\.", "");
                lines.putIfAbsent(path, line(parser.currentTokenLocation()));
            }
        } catch (IOException endsHere) {
            return lines;
        }
        return lines;
    }

    private static int line(@Nullable JsonLocation location) {
        return location == null ? 1 : Math.max(1, location.getLineNr());
    }
}
