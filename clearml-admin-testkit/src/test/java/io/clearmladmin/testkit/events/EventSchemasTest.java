package io.clearmladmin.testkit.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import io.clearmladmin.events.EventSchemas;
import io.clearmladmin.events.MonitorEvents;
import io.clearmladmin.events.PodEvents;
import io.clearmladmin.events.TenantEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page for users, the schemas and the types say the same. */
class EventSchemasTest {

    private static final Pattern EXAMPLE = Pattern.compile("### ([a-z_.]+)\n[^#]*?```json\n(.*?)```", Pattern.DOTALL);

    private static Map<String, String> examples() throws Exception {
        Map<String, String> examples = new HashMap<>();
        Matcher found = EXAMPLE.matcher(Files.readString(Path.of("../docs/events.md")));
        while (found.find()) {
            examples.put(found.group(1), found.group(2));
        }
        return examples;
    }

    private static Set<String> types() {
        Set<String> types = new HashSet<>(TenantEvents.types());
        types.addAll(PodEvents.types());
        types.addAll(MonitorEvents.types());
        return types;
    }

    @Test
    void each_type_has_an_example_that_fits_its_schema() throws Exception {
        Map<String, String> examples = examples();
        assertThat(examples.keySet()).isEqualTo(types());
        examples.forEach(Schemas::assertFits);
    }

    @Test
    void what_lacks_a_field_or_has_an_unknown_one_does_not_fit() {
        assertThatThrownBy(() -> Schemas.assertFits(TenantEvents.PRESENT, "{\"run\": \"2026-11-21T00:00:00Z\"}"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> Schemas.assertFits(TenantEvents.GONE, "{\"fields\": {}, \"nmae\": \"x\"}"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> Schemas.assertFits(PodEvents.DELETED, "{\"uid\": \"0f9e\"}"))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void the_schemas_are_schemas_and_are_the_documented_files() throws Exception {
        var meta = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of(SchemaId.V202012));
        for (String type : types()) {
            assertThat(meta.validate(EventSchemas.of(type), InputFormat.JSON)).isEmpty();
            assertThat(EventSchemas.of(type)).isEqualTo(Files.readString(Path.of("../docs/events", type + ".json")));
        }
    }

    @Test
    void an_unknown_type_is_refused_by_name() {
        assertThatThrownBy(() -> EventSchemas.of("../secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("../secret");
    }
}
