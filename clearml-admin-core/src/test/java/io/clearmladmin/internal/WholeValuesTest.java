package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.json.Json;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every value takes every field it has, keeps one it does not know, and gives all of them back. */
class WholeValuesTest {

    // Of these, exactly one of two fields may be given.
    private static final Set<String> EITHER_OR = Set.of("WhitelistQuery", "ConfigurationTemplateQuery", "CopyTasks");

    static Stream<Class<?>> values() {
        return ValuesTest.values().filter(type -> !EITHER_OR.contains(type.getSimpleName()));
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_value_is_the_same_after_it_was_written_and_read(Class<?> type) throws JsonProcessingException {
        ObjectNode whole = Samples.object(type);
        Object value = Json.MAPPER.treeToValue(whole, type);
        String written = RequestJson.MAPPER.writeValueAsString(value);
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
}
