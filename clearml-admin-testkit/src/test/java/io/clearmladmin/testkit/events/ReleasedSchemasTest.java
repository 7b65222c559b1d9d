package io.clearmladmin.testkit.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clearmladmin.events.EventSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A reader of what was released reads what is published now. The schemas as they were released are never changed; a release adds
 * those of its new types, and of new fields.
 */
class ReleasedSchemasTest {

    private static final Path RELEASED = Path.of("src/test/resources/released-schemas");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Test
    void each_type_that_was_released_is_still_there_and_breaks_no_reader() throws IOException {
        try (Stream<Path> files = Files.list(RELEASED)) {
            List<Path> all = files.toList();
            assertThat(all).hasSizeGreaterThanOrEqualTo(16);
            for (Path file : all) {
                String type = file.getFileName().toString().replace(".json", "");
                assertThat(SchemaChanges.breaking(
                                MAPPER.readTree(file.toFile()), MAPPER.readTree(EventSchemas.of(type))))
                        .as(type)
                        .isEmpty();
            }
        }
    }

    @Test
    void what_breaks_a_reader_is_found() throws IOException {
        assertBreaks("node was taken away", schema -> properties(schema).remove("node"));
        assertBreaks(
                "started: type was \"string\", is \"integer\"",
                schema -> field(schema, "started").put("type", "integer"));
        assertBreaks(
                "gpus/fraction: type was \"number\", is \"integer\"",
                schema -> ((ObjectNode) schema.at("/properties/gpus/properties/fraction")).put("type", "integer"));
        assertBreaks(
                "started: format was \"date-time\", is ",
                schema -> field(schema, "started").remove("format"));
        assertBreaks(
                "uid is no longer required",
                schema -> schema.putArray("required")
                        .add("namespace")
                        .add("name")
                        .add("created")
                        .add("state")
                        .add("since")
                        .add("ended")
                        .add("end_known"));
        assertBreaks(
                "state: const was \"succeeded\", is \"done\"",
                schema -> field(schema, "state").put("const", "done"));
        assertBreaks(
                "state: const was \"succeeded\", is ",
                schema -> field(schema, "state").remove("const"));
        assertBreaks(
                "restarts: minimum was 1, is 0",
                schema -> field(schema, "restarts").put("minimum", 0));
        assertBreaks(
                "restarts: minimum was 1, is ",
                schema -> field(schema, "restarts").remove("minimum"));
        assertBreaks(
                "name: minLength was 1, is ", schema -> field(schema, "name").remove("minLength"));
        assertBreaks(
                "gpus/devices/*: type was \"integer\", is ",
                schema ->
                        ((ObjectNode) schema.at("/properties/gpus/properties/devices")).remove("additionalProperties"));
        assertBreaks(
                "name: pattern is not known to this comparison",
                schema -> field(schema, "name").put("pattern", "x"));
    }

    @Test
    void a_new_value_of_a_list_breaks_a_reader_but_for_the_names_of_types() throws IOException {
        JsonNode released = MAPPER.readTree("{\"properties\": {\"kind\": {\"enum\": [\"a\", \"b\"]}}}");
        assertThat(SchemaChanges.breaking(
                        released, MAPPER.readTree("{\"properties\": {\"kind\": {\"enum\": [\"a\"]}}}")))
                .isEmpty();
        assertThat(SchemaChanges.breaking(
                        released, MAPPER.readTree("{\"properties\": {\"kind\": {\"enum\": [\"a\", \"c\"]}}}")))
                .containsExactly("kind: \"c\" is a new value");
        assertThat(SchemaChanges.breaking(released, MAPPER.readTree("{\"properties\": {\"kind\": {}}}")))
                .containsExactly("kind: enum was taken away");
        assertFits(schema -> ((ArrayNode) schema.at("/properties/previous/enum")).add("later"));
    }

    @Test
    void new_fields_and_what_is_promised_in_addition_break_none() throws IOException {
        assertFits(schema -> properties(schema).putObject("later").put("type", "string"));
        assertFits(schema -> ((ArrayNode) schema.get("required")).add("task"));
        assertFits(schema -> field(schema, "restarts").put("minimum", 2));
        assertFits(schema -> field(schema, "reason").put("description", "Why."));
        assertFits(schema -> schema.remove("additionalProperties"));
    }

    private static void assertBreaks(String how, Consumer<ObjectNode> change) throws IOException {
        assertThat(breaks(change)).anyMatch(what -> what.contains(how));
    }

    private static void assertFits(Consumer<ObjectNode> change) throws IOException {
        assertThat(breaks(change)).isEmpty();
    }

    private static List<String> breaks(Consumer<ObjectNode> change) throws IOException {
        JsonNode released =
                MAPPER.readTree(RELEASED.resolve("pod.succeeded.json").toFile());
        ObjectNode now = released.deepCopy();
        change.accept(now);
        return SchemaChanges.breaking(released, now);
    }

    private static ObjectNode properties(ObjectNode schema) {
        return (ObjectNode) schema.get("properties");
    }

    private static ObjectNode field(ObjectNode schema, String name) {
        return (ObjectNode) schema.at("/properties/" + name);
    }
}
