package io.clearmladmin.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.clearmladmin.internal.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The reference of all fields on the page is that of the schema; this writes it, if asked to. */
class TenantSpecificationPageTest {

    private static final Path PAGE = Path.of("../docs/tenant-specification.md");
    private static final String BEGIN = "## Fields\n";
    private static final String REGENERATE =
            "mvn -pl clearml-admin-operations -am test -Dtest=TenantSpecificationPageTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dpages.write=true";

    @Test
    void the_page_describes_the_fields_of_the_schema() throws IOException {
        String page = Files.readString(PAGE);
        String written = page.substring(0, page.indexOf(BEGIN)) + fields();
        if (Boolean.getBoolean("pages.write")) {
            Files.writeString(PAGE, written);
        }
        assertThat(Files.readString(PAGE))
                .as("the fields of the schema; write them into the page with: " + REGENERATE)
                .isEqualTo(written);
    }

    private static String fields() throws IOException {
        JsonNode schema = Json.MAPPER.readTree(TenantSpec.jsonSchema());
        StringBuilder text = new StringBuilder(BEGIN)
                .append('\n')
                .append(schema.path("description").asText())
                .append("\n\n");
        text.append(table(schema));
        schema.path("$defs").properties().forEach(part -> {
            if (part.getValue().has("properties")) {
                text.append("\n### ").append(part.getKey()).append("\n\n");
                text.append(part.getValue().path("description").asText())
                        .append("\n\n")
                        .append(table(part.getValue()));
            } else if (part.getValue().has("examples")) {
                text.append("\n### ").append(part.getKey()).append("\n\n");
                text.append(part.getValue().path("description").asText()).append(" Known are ");
                text.append(words(part.getValue().path("examples"))).append(".\n");
            }
        });
        return text.toString();
    }

    private static String table(JsonNode part) {
        List<String> required = texts(part.path("required"));
        StringBuilder rows = new StringBuilder("| Field | Value | |\n| --- | --- | --- |\n");
        part.path("properties")
                .properties()
                .forEach(field -> rows.append("| `%s`%s | %s | %s |%n"
                        .formatted(
                                field.getKey(),
                                required.contains(field.getKey()) ? ", required" : "",
                                value(field.getValue()),
                                field.getValue().path("description").asText())));
        return rows.toString().replace(System.lineSeparator(), "\n");
    }

    private static String value(JsonNode part) {
        if (part.has("$ref")) {
            return reference(part.path("$ref").asText());
        }
        if (part.has("items")) {
            return "list, each " + value(part.path("items"));
        }
        if (part.has("enum")) {
            return words(part.path("enum"));
        }
        if (part.path("additionalProperties").isObject()) {
            return "any fields, each " + value(part.path("additionalProperties"));
        }
        return part.path("type").asText().equals("object")
                ? "any fields"
                : part.path("title").asText();
    }

    private static String reference(String pointer) {
        try {
            String name = pointer.substring(pointer.lastIndexOf('/') + 1);
            JsonNode part = Json.MAPPER.readTree(TenantSpec.jsonSchema()).at(pointer.substring(1));
            boolean isDescribed = part.has("properties") || part.has("examples");
            return isDescribed ? "[" + name + "](#" + name + ")" : value(part);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static String words(JsonNode list) {
        return texts(list).stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).forEach(texts::add);
        return texts;
    }
}
