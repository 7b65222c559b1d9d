package io.clearmladmin.internal;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.json.Json;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** JSON in which every field of a type is set, at every depth. */
final class Samples {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** A text that is an e-mail, a name and anything else that is checked. */
    private static final String TEXT = "ann@example.org";

    private Samples() {}

    static JsonNode of(JavaType type) {
        return node(type, new HashSet<>());
    }

    static ObjectNode object(Class<?> type) {
        return sample(Json.MAPPER.constructType(type), new HashSet<>());
    }

    private static ObjectNode sample(JavaType whose, Set<Class<?>> above) {
        Class<?> type = whose.getRawClass();
        ObjectNode whole = JSON.objectNode();
        above.add(type);
        accessors(type).filter(method -> !method.getName().equals("additional")).forEach(method -> {
            JavaType field =
                    Json.MAPPER.getTypeFactory().resolveMemberType(method.getGenericReturnType(), whose.getBindings());
            whole.set(wireName(method), node(field, above));
        });
        if (Extensible.class.isAssignableFrom(type)) {
            // As a server that is newer than the library adds one.
            whole.put("never_seen_before", 1);
        }
        above.remove(type);
        return whole;
    }

    static Stream<Method> accessors(Class<?> type) {
        if (type.isRecord()) {
            return Arrays.stream(type.getRecordComponents()).map(component -> component.getAccessor());
        }
        return Arrays.stream(type.getMethods()).filter(method -> Modifier.isAbstract(method.getModifiers()));
    }

    static String wireName(Method accessor) {
        JsonProperty property = accessor.getAnnotation(JsonProperty.class);
        boolean isNamed = property != null && !property.value().isEmpty();
        return isNamed
                ? property.value()
                : accessor.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static JsonNode node(JavaType type, Set<Class<?>> above) {
        Class<?> raw = type.getRawClass();
        if (raw == Optional.class) {
            return node(type.containedType(0), above);
        }
        if (raw == List.class) {
            JsonNode other = node(type.containedType(0), above);
            if (other instanceof ObjectNode object && object.has("key")) {
                object.put("key", "another");
            }
            return JSON.arrayNode().add(node(type.containedType(0), above)).add(other);
        }
        if (raw == Map.class) {
            return JSON.objectNode().set("name", node(type.containedType(1), above));
        }
        if (raw == Boolean.class || raw == boolean.class) {
            return JSON.booleanNode(true);
        }
        if (Number.class.isAssignableFrom(raw) || raw == int.class || raw == long.class) {
            return JSON.numberNode(7);
        }
        if (raw == java.time.Instant.class) {
            return JSON.textNode("2026-11-21T09:00:00Z");
        }
        if (raw == java.time.LocalDate.class) {
            return JSON.textNode("2026-11-21");
        }
        boolean isText = raw == String.class
                || raw == Object.class
                || Arrays.stream(raw.getDeclaredMethods())
                        .anyMatch(method -> method.isAnnotationPresent(JsonValue.class));
        return isText ? JSON.textNode(TEXT) : sample(type, above);
    }
}
