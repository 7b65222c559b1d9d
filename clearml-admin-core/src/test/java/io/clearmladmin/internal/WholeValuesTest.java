package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Reference;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every value takes every field it has, keeps one it does not know, and gives all of them back. */
class WholeValuesTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** A text that is an e-mail, a name and anything else that is checked. */
    private static final String TEXT = "ann@example.org";
    // Of these, exactly one of two fields may be given.
    private static final Set<String> EITHER_OR = Set.of("WhitelistQuery", "ConfigurationTemplateQuery", "CopyTasks");

    static Stream<Class<?>> values() {
        return ValuesTest.values().filter(type -> !EITHER_OR.contains(type.getSimpleName()));
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_value_is_the_same_after_it_was_written_and_read(Class<?> type) throws JsonProcessingException {
        ObjectNode whole = sample(type, new HashSet<>());
        whole.put("never_seen_before", 1);
        Object value = Json.MAPPER.treeToValue(whole, type);
        String written = Json.MAPPER.writeValueAsString(value);
        assertThat(Json.MAPPER.readValue(written, type)).isEqualTo(value).hasSameHashCodeAs(value);
        JsonNode back = Json.MAPPER.readTree(written);
        assertThat(names(back)).isEqualTo(names(whole));
        assertThat(((Extensible) value).additional()).containsEntry("never_seen_before", 1);
        assertThat(value.toString()).contains(type.getSimpleName());
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new HashSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static ObjectNode sample(Class<?> type, Set<Class<?>> above) {
        ObjectNode whole = JSON.objectNode();
        above.add(type);
        accessors(type).filter(method -> !method.getName().equals("additional")).forEach(method -> {
            JavaType field = Json.MAPPER.constructType(method.getGenericReturnType());
            whole.set(snakeCase(method.getName()), node(field, above));
        });
        above.remove(type);
        return whole;
    }

    private static Stream<Method> accessors(Class<?> type) {
        if (type.isRecord()) {
            return Arrays.stream(type.getRecordComponents()).map(component -> component.getAccessor());
        }
        return Arrays.stream(type.getMethods()).filter(method -> Modifier.isAbstract(method.getModifiers()));
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static JsonNode node(JavaType type, Set<Class<?>> above) {
        Class<?> raw = type.getRawClass();
        if (raw == java.util.Optional.class) {
            return node(type.containedType(0), above);
        }
        if (raw == java.util.List.class) {
            return JSON.arrayNode().add(node(type.containedType(0), above));
        }
        if (raw == java.util.Map.class) {
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
        if (raw == Reference.class) {
            return JSON.objectNode().put("id", "i").put("name", "n");
        }
        boolean isText = raw == String.class
                || raw == Object.class
                || Arrays.stream(raw.getDeclaredMethods())
                        .anyMatch(method -> method.isAnnotationPresent(JsonValue.class));
        return isText ? JSON.textNode(TEXT) : sample(raw, above);
    }
}
