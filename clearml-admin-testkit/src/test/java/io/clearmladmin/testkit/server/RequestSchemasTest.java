package io.clearmladmin.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The fake is held to the request schemas that the real server returned. */
class RequestSchemasTest {

    // Only their names are known; what they take was learned from refusals.
    private static final Set<String> BY_NAME_ONLY = Set.of("queues.create", "queues.update");

    private static JsonNode recorded() {
        return Recording.all().stream()
                .filter(recording -> recording.name().equals("01-server-endpoints-system"))
                .findFirst()
                .orElseThrow()
                .data()
                .path("endpoints");
    }

    private static JsonNode ours() throws IOException {
        try (InputStream in = RequestSchemas.class.getResourceAsStream("request-schemas.json")) {
            return Wire.JSON.readTree(in);
        }
    }

    @Test
    void its_schemas_are_those_recorded_and_none_of_its_services_is_left_out() throws IOException {
        Set<String> services = new TreeSet<>();
        ours().fieldNames().forEachRemaining(name -> services.add(name.substring(0, name.indexOf('.'))));
        JsonNode recorded = recorded();
        Set<String> expected = new TreeSet<>(BY_NAME_ONLY);
        recorded.properties().forEach(endpoint -> {
            boolean isOurs = services.contains(
                    endpoint.getKey().substring(0, endpoint.getKey().indexOf('.')));
            if (isOurs && endpoint.getValue().path(0).path("request_data_model").isObject()) {
                expected.add(endpoint.getKey());
            }
        });
        Set<String> names = new TreeSet<>();
        ours().fieldNames().forEachRemaining(names::add);
        assertThat(names).isEqualTo(expected);
        ours().properties().forEach(schema -> {
            JsonNode said = recorded.path(schema.getKey()).path(0).path("request_data_model");
            if (!BY_NAME_ONLY.contains(schema.getKey())) {
                assertThat(schema.getValue()).as(schema.getKey()).isEqualTo(said);
            }
        });
    }
}
