package io.clearmladmin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The page about dependencies lists what the build resolved. */
class DependenciesPageTest {

    private static final List<String> PUBLISHED = List.of(
            "clearml-admin-core",
            "clearml-admin-operations",
            "clearml-admin-events",
            "clearml-admin-kafka",
            "clearml-admin-k8s",
            "clearml-admin-micrometer",
            "clearml-admin-emitters",
            "clearml-admin-cli",
            "clearml-admin-helm",
            "clearml-admin-testkit");
    private static final String FIRST_MODULE = "\n## ";

    @Test
    void the_page_lists_each_library_that_a_module_brings_with_its_version() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "dependencies.md"));
        StringBuilder resolved = new StringBuilder();
        for (String module : PUBLISHED) {
            resolved.append(section(module));
        }
        assertThat(page.substring(page.indexOf(FIRST_MODULE)))
                .as("docs/dependencies.md, from the first module on")
                .isEqualTo(resolved.toString());
    }

    private static String section(String module) throws IOException {
        // The build writes this file for each module before it comes here.
        JsonNode tree = new ObjectMapper()
                .readTree(Path.of("..", module, "target", "runtime-dependencies.json")
                        .toFile());
        SortedMap<String, String> libraries = new TreeMap<>();
        collect(tree, libraries);
        StringBuilder section = new StringBuilder(FIRST_MODULE)
                .append(module)
                .append("\n\n")
                .append(libraries.size())
                .append(" libraries.\n\n| Library | Version |\n| --- | --- |\n");
        libraries.forEach((name, version) -> section.append("| `" + name + "` | " + version + " |\n"));
        return section.toString();
    }

    private static void collect(JsonNode parent, SortedMap<String, String> libraries) {
        for (JsonNode child : parent.path("children")) {
            if (child.path("optional").asBoolean()) {
                continue;
            }
            if (!child.path("groupId").asText().equals("io.clearmladmin")) {
                String name = child.path("groupId").asText() + ":"
                        + child.path("artifactId").asText();
                libraries.put(name, child.path("version").asText());
            }
            collect(child, libraries);
        }
    }
}
