package io.clearmladmin.onboarding;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.secrets.Redactor;
import io.clearmladmin.internal.secrets.SecretFields;
import io.clearmladmin.internal.text.SafeText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a hand-written value in YAML or JSON, and reports a mistake with its field and line. Its
 * messages never quote a secret field or its neighbours; the parser's own failures do, and are not passed on.
 */
public final class YamlReader {

    // More than any specification has.
    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(50)
            .maxTokenCount(50_000)
            .maxNameLength(1_000)
            .build();
    private static final YAMLMapper MAPPER = Json.configured(YAMLMapper.builder(
                    YAMLFactory.builder().streamReadConstraints(BOUNDS).build()))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Pattern MISSING = Pattern.compile("required attributes are not set \\[(\\w+)");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s:,{}\\[\\]\"']+");
    private static final int SHORTEST_WORD = 4;
    private static final Pattern OF_FIELD = Pattern.compile("(\\w+): (.*)", Pattern.DOTALL);

    private YamlReader() {}

    /** A mistake and its place. */
    public static final class MistakeException extends Exception {

        private static final long serialVersionUID = 1;

        MistakeException(String field, int line, String reason) {
            super(SafeText.line("line " + line + (field.isEmpty() ? "" : ", " + field) + ": " + reason));
        }
    }

    /** Reads the text; throws the first mistake. */
    public static <T> T read(String text, Class<T> type) throws MistakeException {
        try {
            refuseAliases(text);
            T value = MAPPER.readValue(text, type);
            if (value == null) {
                throw new MistakeException("", 1, "it is empty");
            }
            return value;
        } catch (JsonMappingException wrong) {
            throw mistake(text, wrong);
        } catch (JsonProcessingException unreadable) {
            String reason = redactor(text).redact(firstLine(unreadable.getOriginalMessage()));
            throw new MistakeException("", line(unreadable.getLocation()), reason);
        }
    }

    // To the parser an alias is the text of its name. The name is not quoted: where quotes were forgotten it may be a
    // secret.
    private static void refuseAliases(String text) throws MistakeException, JsonProcessingException {
        try (YAMLParser parser = MAPPER.getFactory().createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser.isCurrentAlias()) {
                    throw new MistakeException(
                            path(parser),
                            line(parser.currentTokenLocation()),
                            "aliases are not supported; write the value itself, or put a text that begins with * into quotes");
                }
            }
        } catch (JsonProcessingException unreadable) {
            throw unreadable;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
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
        Redactor redactor = redactor(text);
        return new MistakeException(
                redactor.redact(path), line == null ? line(wrong.getLocation()) : line, redactor.redact(reason));
    }

    // In unreadable text, the name of a secret cannot be distinguished from the secret.
    private static Redactor redactor(String text) {
        List<Secret> beside = text.lines()
                .map(SecretFields::afterSecretName)
                .flatMap(rest -> BETWEEN_WORDS.splitAsStream(rest))
                .filter(word -> word.length() >= SHORTEST_WORD)
                .map(Secret::of)
                .toList();
        return new Redactor(beside);
    }

    private static boolean isSecret(JsonMappingException wrong) {
        return wrong.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .anyMatch(name -> name != null && SecretFields.hides(name) && !SecretFields.isContainer(name));
    }

    private static String reason(JsonMappingException wrong) {
        if (wrong instanceof UnrecognizedPropertyException unknown) {
            String known = unknown.getKnownPropertyIds().stream()
                    .map(Object::toString)
                    .sorted()
                    .collect(Collectors.joining(", "));
            return "no such field; the fields are: " + known;
        }
        for (Throwable cause = wrong; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            Matcher missing = MISSING.matcher(message);
            if (missing.find()) {
                return missing.group(1) + ": is missing";
            }
            if (cause instanceof IllegalArgumentException && !(cause instanceof NumberFormatException)) {
                return isSecret(wrong) ? "is not a valid value" : message;
            }
        }
        // The message quotes the value.
        return isSecret(wrong) ? "is not of the expected type" : firstLine(wrong.getOriginalMessage());
    }

    // The rest of Jackson's messages names Java classes, which do not help the author of the file.
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

    // The nearest line for the field: its own, or that of its parent.
    private static @Nullable Integer lineOf(String text, String path) {
        Map<String, Integer> lines = lines(text);
        for (String at = path; !at.isEmpty(); at = holder(at)) {
            Integer line = lines.get(at);
            if (line != null) {
                return line;
            }
        }
        return null;
    }

    private static String holder(String path) {
        return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }

    private static Map<String, Integer> lines(String text) {
        Map<String, Integer> lines = new HashMap<>();
        try (JsonParser parser = MAPPER.createParser(text)) {
            while (parser.nextToken() != null) {
                lines.putIfAbsent(path(parser), line(parser.currentTokenLocation()));
            }
        } catch (IOException endsHere) {
            return lines;
        }
        return lines;
    }

    private static String path(JsonParser parser) {
        return parser.getParsingContext()
                .pathAsPointer()
                .toString()
                .replaceAll("/(\\d+)(?=/|$)", "[$1]")
                .replace('/', '.')
                .replaceFirst("^\\.", "");
    }

    private static int line(@Nullable JsonLocation location) {
        return location == null ? 1 : Math.max(1, location.getLineNr());
    }
}
