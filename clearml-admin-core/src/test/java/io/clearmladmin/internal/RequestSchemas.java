package io.clearmladmin.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the recorded server says of its requests: the schemas of {@code server.endpoints}, and its refusals of wrong types. */
final class RequestSchemas {

    private static final JsonNode ENDPOINTS = Recording.read("01-server-endpoints-system")
            .response()
            .path("json")
            .path("data")
            .path("endpoints");
    // The server names the type that it wants, in Python's words.
    private static final Map<String, String> PYTHON = Map.of("dict", "object", "list", "array", "str", "string");

    private static final Pattern REFUSAL =
            Pattern.compile("error for field '(\\w+)': \\('value is wrong, expected type \"(\\w+)\"");

    private RequestSchemas() {}

    /** The newest schema of an endpoint's request; missing where only its name is documented. */
    static JsonNode of(String endpoint) {
        return ENDPOINTS.path(endpoint).path(0).path("request_data_model");
    }

    /** The API version of an endpoint's oldest handler; empty if the server has no such endpoint. */
    static Optional<String> minVersion(String endpoint) {
        JsonNode versions = ENDPOINTS.path(endpoint);
        return versions.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        versions.path(versions.size() - 1).path("min_version").asText());
    }

    /**
     * The types that endpoints without a schema want, by service and field, from their refusals: {@code queues.create} and
     * {@code queues.update} take the same fields.
     */
    static Map<String, String> byRefusal() {
        Map<String, String> types = new HashMap<>();
        Recording.withRefusedTypes().forEach(recording -> {
            String endpoint = recording.endpoint().orElseThrow();
            Matcher refusal = REFUSAL.matcher(
                    recording.response().at("/json/meta/result_msg").asText());
            if (refusal.find() && !of(endpoint).isObject()) {
                types.put(service(endpoint) + " " + refusal.group(1), PYTHON.getOrDefault(refusal.group(2), "object"));
            }
        });
        return types;
    }

    static String service(String endpoint) {
        return endpoint.substring(0, endpoint.indexOf('.'));
    }

    /** What of a value does not fit a schema, each as a path and what is wrong there. */
    static List<String> misfits(String path, JsonNode value, JsonNode schema) {
        List<String> types = new ArrayList<>();
        if (schema.path("type").isArray()) {
            schema.get("type").forEach(type -> types.add(type.asText()));
        } else if (schema.has("type")) {
            types.add(schema.get("type").asText());
        }
        List<String> misfits = new ArrayList<>();
        if (!types.isEmpty() && types.stream().noneMatch(type -> isOf(value, type))) {
            misfits.add(path + ": is " + value.getNodeType() + ", and must be " + types);
        }
        for (JsonNode required : schema.path("required")) {
            if (!value.hasNonNull(required.asText())) {
                misfits.add(path + ": lacks " + required.asText());
            }
        }
        if (value.isObject() && schema.path("properties").size() > 0) {
            value.properties().forEach(field -> {
                JsonNode inner = schema.path("properties").path(field.getKey());
                misfits.addAll(
                        inner.isMissingNode()
                                ? List.of(path + "." + field.getKey() + ": is not known")
                                : misfits(path + "." + field.getKey(), field.getValue(), inner));
            });
        }
        value.elements().forEachRemaining(element -> {
            if (value.isArray() && schema.has("items")) {
                misfits.addAll(misfits(path + "[]", element, schema.get("items")));
            }
        });
        return Collections.unmodifiableList(misfits);
    }

    static boolean isOf(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "number", "float", "integer" -> value.isNumber();
            case "null" -> value.isNull();
            default -> throw new AssertionError("unknown type " + type);
        };
    }
}
