package io.clearmladmin.testkit.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what the real server's request schemas refuse, in its words. The schemas are those of a recorded open-source
 * server; an Enterprise server takes more fields, and one more role. Fields that are not in a schema are ignored, numbers
 * and flags are converted where they are read.
 */
final class RequestSchemas {

    private static final JsonNode ALL = read();
    private static final String NEW_ROLE = "consumer";

    private final boolean isEnterprise;

    RequestSchemas(boolean isEnterprise) {
        this.isEnterprise = isEnterprise;
    }

    private static JsonNode read() {
        try (InputStream in =
                Objects.requireNonNull(RequestSchemas.class.getResourceAsStream("request-schemas.json"))) {
            return Wire.JSON.readTree(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    void check(String endpoint, ObjectNode body) {
        String misfit = object(body, ALL.path(endpoint));
        if (misfit != null) {
            throw Refusal.validation(misfit);
        }
    }

    private @Nullable String object(JsonNode value, JsonNode schema) {
        for (JsonNode name : schema.path("required")) {
            if (!value.has(name.asText())) {
                return "error for field '" + name.asText() + "'. field is required!";
            }
            if (value.get(name.asText()).isNull()) {
                return at(name.asText(), "field is required!");
            }
        }
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            JsonNode other = schema.path("additionalProperties");
            JsonNode inner = schema.path("properties").path(field.getKey());
            String misfit = misfit(field.getValue(), inner.isMissingNode() ? other : inner);
            if (misfit != null) {
                return at(field.getKey(), misfit);
            }
        }
        return null;
    }

    private static String at(String field, String misfit) {
        return "error for field '" + field + "': " + misfit + ".";
    }

    private @Nullable String misfit(JsonNode value, JsonNode schema) {
        if (value.isNull()) {
            return null;
        }
        return switch (schema.path("type").asText()) {
            case "string" -> value.isTextual() ? choice(value, schema.path("enum")) : wrong("str", value);
            case "array" -> value.isArray() ? list(value, schema) : wrong("list", value);
            case "object" -> value.isObject() ? object(value, schema) : wrong("dict", value);
            case "number", "float" -> range(value, schema);
            default -> null;
        };
    }

    private static String wrong(String type, JsonNode value) {
        return "('value is wrong, expected type \"" + type + "\"', " + value + ")";
    }

    private @Nullable String list(JsonNode list, JsonNode schema) {
        if (list.size() < schema.path("minItems").asInt()) {
            return "value '[]' length is lower than allowed minimum '" + schema.get("minItems") + "'.";
        }
        for (JsonNode element : list) {
            String misfit = misfit(element, schema.path("items"));
            if (misfit != null) {
                return misfit;
            }
        }
        return null;
    }

    private @Nullable String choice(JsonNode value, JsonNode choices) {
        boolean areRoles = false;
        for (JsonNode choice : choices) {
            // A Python enumeration is described by the names of its members.
            if (choice.asText().substring(choice.asText().indexOf('.') + 1).equals(value.textValue())) {
                return null;
            }
            areRoles |= choice.asText().equals("annotator");
        }
        boolean isKnown = choices.isMissingNode()
                || (areRoles && isEnterprise && value.textValue().equals(NEW_ROLE));
        return isKnown ? null : "value '" + value.textValue() + "' is not a valid choice.";
    }

    private static @Nullable String range(JsonNode value, JsonNode schema) {
        if (value.isNumber()
                && schema.has("minimum")
                && value.asDouble() < schema.get("minimum").asDouble()) {
            return "'" + value + "' is lower than minimum ('" + schema.get("minimum") + "').";
        }
        return null;
    }
}
