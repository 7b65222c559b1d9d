package io.clearmladmin.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.clearmladmin.endpoint.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes secrets out of texts that people will read: those the client knows, whatever looks like a token, and, in JSON,
 * every field whose name says that it holds one.
 */
final class Redactor {

    private static final String MASK = "***";
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{5,}\\.[\\w.-]*|(?i:basic|bearer) [\\w+/=.~-]{6,}");
    private static final Pattern SECRET_FIELD = Pattern.compile(
            "(?i).*(secret|token|passw|credential|authorization|cookie|private|api_?key|access_?key|account_?key).*"
                    + "|key|data|sso|configuration|vault|plain");
    private static final List<String> CONTAINERS = List.of("data", "credentials");

    private final List<String> secrets;

    Redactor(List<Secret> secrets) {
        this.secrets = texts(secrets).toList();
    }

    private Redactor(Stream<String> secrets) {
        this.secrets = secrets.toList();
    }

    private static Stream<String> texts(List<Secret> secrets) {
        return secrets.stream().map(Secret::reveal).filter(text -> !text.isBlank());
    }

    /** One that knows more secrets. */
    Redactor and(List<Secret> more) {
        return new Redactor(Stream.concat(secrets.stream(), texts(more)));
    }

    String redact(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, MASK);
        }
        return TOKEN.matcher(clean).replaceAll(MASK);
    }

    Map<String, Object> redact(Map<String, Object> fields) {
        Map<String, Object> clean = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (value instanceof Number || value instanceof Boolean) {
                clean.put(name, value);
            } else {
                clean.put(name, redact(String.valueOf(value)));
            }
        });
        return clean;
    }

    /** A body for the log; one that is not JSON is told by its size only. */
    String redactJson(byte[] body) {
        try {
            JsonNode tree = Json.MAPPER.readTree(body);
            return redact(scrub("", tree).toString());
        } catch (JsonProcessingException notJson) {
            return body.length + " bytes that are not JSON";
        } catch (java.io.IOException unreadable) {
            return body.length + " bytes";
        }
    }

    private JsonNode scrub(String name, JsonNode node) {
        if (node instanceof ObjectNode object && (!isSecret(name) || CONTAINERS.contains(name))) {
            object.properties().forEach(field -> field.setValue(scrub(field.getKey(), field.getValue())));
            return object;
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, scrub(name, array.get(i)));
            }
            return array;
        }
        return isSecret(name) && !node.isNull() ? TextNode.valueOf(MASK) : node;
    }

    private static boolean isSecret(String name) {
        return SECRET_FIELD.matcher(name).matches();
    }
}
