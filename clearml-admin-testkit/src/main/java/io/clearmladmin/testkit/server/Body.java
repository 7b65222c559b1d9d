package io.clearmladmin.testkit.server;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mockwebserver3.RecordedRequest;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** A request's fields, checked as the real server checks them. */
record Body(ObjectNode fields) {

    private static final long LONGEST_LIFETIME = 31_536_000;
    private static final Set<String> ROLES =
            Set.of("system", "root", "admin", "superuser", "user", "annotator", "guest", "consumer");

    /** What a request brings; nothing is no fields. */
    static Body of(RecordedRequest request) {
        ByteString bytes = request.getBody();
        String type = request.getHeaders().get("Content-Type");
        boolean isIgnored = "application/x-www-form-urlencoded".equals(type);
        JsonNode tree = null;
        if (bytes != null && bytes.size() > 0 && !isIgnored) {
            tree = parse(bytes.toByteArray());
        }
        boolean isNothing = tree == null || tree.isNull() || (tree.isArray() && tree.isEmpty());
        if (isNothing) {
            return new Body(Wire.JSON.createObjectNode());
        }
        if (!(tree instanceof ObjectNode object)) {
            throw new Refusal(500, 0, "Data should be a dict");
        }
        return new Body(object);
    }

    private static JsonNode parse(byte[] bytes) {
        try (JsonParser parser = Wire.JSON.createParser(bytes)) {
            JsonNode tree = Wire.JSON.readTree(parser);
            if (tree == null || parser.nextToken() != null) {
                throw notUnderstood();
            }
            return tree;
        } catch (JsonProcessingException notJson) {
            throw notUnderstood();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Refusal notUnderstood() {
        return new Refusal(400, 0, "The browser (or proxy) sent a request that this server could not understand.");
    }

    /** The fields as they came. */
    @SuppressWarnings("unchecked") // an object node becomes nothing else
    Map<String, Object> map() {
        return Wire.JSON.convertValue(fields, Map.class);
    }

    boolean has(String name) {
        return fields.hasNonNull(name);
    }

    String required(String name) {
        String text = text(name);
        if (text == null) {
            throw Refusal.validation("error for field '" + name + "'. field is required!");
        }
        return text;
    }

    @Nullable
    String text(String name) {
        JsonNode value = fields.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw Refusal.validation(
                    "error for field '" + name + "': ('value is wrong, expected type \"str\"', " + value + ").");
        }
        return value.textValue();
    }

    @Nullable
    String role() {
        String role = text("role");
        if (role != null && !ROLES.contains(role)) {
            throw Refusal.validation("error for field 'role': value '" + role + "' is not a valid choice..");
        }
        return role;
    }

    boolean flag(String name, boolean otherwise) {
        JsonNode value = fields.get(name);
        if (value == null || value.isNull()) {
            return otherwise;
        }
        // The real server goes by Python's idea of truth, by which "false" is true.
        return value.isBoolean()
                ? value.booleanValue()
                : value.isTextual() ? !value.textValue().isEmpty() : value.asInt() != 0;
    }

    @Nullable
    Long number(String name) {
        JsonNode value = fields.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        try {
            return value.isTextual() ? Long.valueOf(value.textValue()) : Long.valueOf(value.longValue());
        } catch (NumberFormatException notOne) {
            throw Refusal.validation("invalid literal for int() with base 10: '" + value.textValue() + "'");
        }
    }

    /** The lifetime asked for in seconds; null for the server's own. */
    @Nullable
    Long lifetime(String name) {
        Long lifetime = number(name);
        if (lifetime != null && lifetime > LONGEST_LIFETIME) {
            throw Refusal.validation("error for field '" + name + "': '" + lifetime + "' is bigger than maximum ('"
                    + LONGEST_LIFETIME + "')..");
        }
        return lifetime == null || lifetime == 0 ? null : lifetime;
    }

    /** A list of texts; one text alone counts as a list, as on the real server. Null if absent. */
    @Nullable
    List<String> texts(String name) {
        JsonNode value = fields.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (value.isTextual()) {
            return List.of(value.textValue());
        }
        List<String> texts = new ArrayList<>();
        value.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    List<String> requiredTexts(String name) {
        List<String> texts = texts(name);
        if (texts == null) {
            throw Refusal.validation("error for field '" + name + "'. field is required!");
        }
        return texts;
    }

    List<String> textsOrNone(String name) {
        List<String> texts = texts(name);
        return texts == null ? List.of() : texts;
    }

    /** What a listing is narrowed to; empty for all, as which the real server takes an empty list and one that holds null. */
    List<String> filter(String name) {
        for (JsonNode element : fields.path(name)) {
            if (element.isNull()) {
                return List.of();
            }
        }
        return textsOrNone(name);
    }

    /** A choice; null if absent. */
    @Nullable
    String choice(String name, List<String> choices) {
        String text = text(name);
        if (text != null && !choices.contains(text)) {
            throw Refusal.validation("error for field '" + name + "': value '" + text + "' is not a valid choice..");
        }
        return text;
    }

    /** Seconds since 1970, perhaps with a fraction. */
    Instant requiredTime(String name) {
        JsonNode value = fields.get(name);
        if (value == null || value.isNull()) {
            throw Refusal.validation("error for field '" + name + "'. field is required!");
        }
        return Instant.ofEpochMilli(Math.round(value.asDouble() * 1000));
    }

    /** A list of objects; empty if absent. */
    List<Map<String, Object>> objects(String name) {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (JsonNode element : fields.path(name)) {
            if (!(element instanceof ObjectNode object)) {
                throw Refusal.validation(
                        "error for field '" + name + "': ('value is wrong, expected type \"dict\"', " + element + ").");
            }
            objects.add(new Body(object).map());
        }
        return objects;
    }

    Map<String, Object> objectOrNone(String name) {
        return has(name) ? object(name) : Map.of();
    }

    /** Those of these fields that came, as they came. */
    Map<String, Object> only(List<String> names) {
        Map<String, Object> all = map();
        Map<String, Object> some = new LinkedHashMap<>();
        names.stream().filter(this::has).forEach(name -> some.put(name, all.get(name)));
        return some;
    }

    @SuppressWarnings("unchecked") // an object node becomes nothing else
    Map<String, Object> object(String name) {
        JsonNode value = fields.get(name);
        if (value == null || value.isNull()) {
            throw Refusal.validation("error for field '" + name + "'. field is required!");
        }
        if (!value.isObject()) {
            throw Refusal.validation(
                    "error for field '" + name + "': ('value is wrong, expected type \"dict\"', " + value + ").");
        }
        return Wire.JSON.convertValue(value, Map.class);
    }
}
