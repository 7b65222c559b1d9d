package io.clearmladmin.onboarding;

import com.fasterxml.jackson.databind.JsonNode;
import io.clearmladmin.internal.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** One part of the JSON Schema of specifications: what may stand at a place. */
final class SpecSchema {

    private static final String FILE = "tenant-specification.json";
    private static final JsonNode ROOT = parsed();
    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

    private final JsonNode part;

    private SpecSchema(JsonNode part) {
        String reference = part.path("$ref").asText("");
        this.part = reference.isEmpty() ? part : ROOT.at(reference.substring(1));
    }

    static SpecSchema root() {
        return new SpecSchema(ROOT);
    }

    static String text() {
        try (InputStream schema = SpecSchema.class.getResourceAsStream(FILE)) {
            return new String(Objects.requireNonNull(schema).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static JsonNode parsed() {
        try {
            return Json.MAPPER.readTree(text());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** One of JSON Schema's types; empty where anything may stand. */
    String type() {
        return part.path("type").asText("");
    }

    /** What may stand there, in words. */
    String allowed() {
        List<String> words = words();
        return words.isEmpty()
                ? part.path("title").asText("")
                : words.size() == 1 ? words.get(0) : "one of " + String.join(", ", words);
    }

    /** The words of which it is one; empty if it may be another. */
    List<String> words() {
        return texts(part.path("enum"));
    }

    /** Whether a text is one of the words, and fits the pattern. */
    boolean fits(String text) {
        List<String> words = words();
        return (words.isEmpty() || words.contains(text))
                && pattern().map(pattern -> pattern.matcher(text).find()).orElse(true);
    }

    // To Java alone, $ also stands before a line break.
    private Optional<Pattern> pattern() {
        return Optional.ofNullable(part.get("pattern"))
                .map(JsonNode::asText)
                .map(text -> PATTERNS.computeIfAbsent(
                        text,
                        each -> Pattern.compile(
                                each.endsWith("$") ? each.substring(0, each.length() - 1) + "\\z" : each)));
    }

    boolean isDuration() {
        return part.path("format").asText("").equals("duration");
    }

    long minimum() {
        return part.path("minimum").asLong(Long.MIN_VALUE);
    }

    long maximum() {
        return part.path("maximum").asLong(Long.MAX_VALUE);
    }

    SpecSchema items() {
        return new SpecSchema(part.path("items"));
    }

    List<String> required() {
        return texts(part.path("required"));
    }

    /** The fields that have a name here, in alphabetical order. */
    List<String> fields() {
        return part.path("properties").properties().stream()
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** What may stand in a field; empty if there is no such field. */
    Optional<SpecSchema> field(String name) {
        JsonNode named = part.path("properties").path(name);
        if (named.isObject()) {
            return Optional.of(new SpecSchema(named));
        }
        JsonNode others = part.path("additionalProperties");
        return others.isBoolean() && !others.asBoolean() ? Optional.empty() : Optional.of(new SpecSchema(others));
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
