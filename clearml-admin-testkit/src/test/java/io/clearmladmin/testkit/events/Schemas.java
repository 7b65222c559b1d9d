package io.clearmladmin.testkit.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventSchemas;

/** Holds what events carry against their schemas. */
final class Schemas {

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private Schemas() {}

    static void assertFits(Event event) throws Exception {
        assertFits(event.type(), new JsonMapper().writeValueAsString(event.data()));
    }

    static void assertFits(String type, String data) {
        assertThat(FACTORY.getSchema(EventSchemas.of(type))
                        .validate(
                                data,
                                InputFormat.JSON,
                                context -> context.getExecutionConfig().setFormatAssertionsEnabled(true)))
                .as("%s: %s", type, data)
                .isEmpty();
    }
}
