package io.clearmladmin.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.clearmladmin.internal.json.Json;
import java.util.Objects;
import org.yaml.snakeyaml.DumperOptions;

/** YAML, one document. */
final class Yaml {

    private Yaml() {}

    /** A value in block style; a text that reads as something else is quoted. */
    static String text(JsonNode node) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        Object value = Json.MAPPER.convertValue(node, Object.class);
        return new org.yaml.snakeyaml.Yaml(options).dump(Objects.requireNonNull(value, "value"));
    }
}
