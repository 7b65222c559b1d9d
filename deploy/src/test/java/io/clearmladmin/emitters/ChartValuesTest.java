package io.clearmladmin.emitters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The values, their schema and their page are one table; with {@code -Dwrite.page} the test writes the page. */
class ChartValuesTest {

    private static final Path PAGE = Chart.FOLDER.resolve("README.md");
    private static final String TABLE = "\n| Value | What it is | Default |\n";
    private static final String TEXT = "# -- ";
    private static final Pattern KEY = Pattern.compile("( *)([\\w-]+):.*");
    // Of the vendor's, taken without a meaning: the values show one of them.
    private static final Set<String> ACCEPTED = Set.of("redis", "imageCredentials", "global.redis");
    private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

    @Test
    void each_value_has_a_text_and_the_page_lists_it() throws IOException {
        String page = Files.readString(PAGE);
        String beginning = page.substring(0, page.indexOf(TABLE));
        if (System.getProperty("write.page") != null) {
            Files.writeString(PAGE, beginning + table());
        }
        assertThat(Files.readString(PAGE).substring(beginning.length()))
                .as("%s, from its table on; run this test with -Dwrite.page", PAGE)
                .isEqualTo(table());
    }

    @Test
    void the_schema_has_each_value_and_no_other() throws IOException {
        Set<String> ofSchema = new TreeSet<>();
        collect(Chart.json(Chart.FOLDER.resolve("values.schema.json")), "", ofSchema);
        Set<String> ofValues = new TreeSet<>(texts().keySet());
        ofValues.addAll(ACCEPTED);
        ofValues.remove("settings");
        ofSchema.removeIf(path -> path.startsWith("settings."));
        assertThat(ofSchema).isEqualTo(ofValues);
    }

    @Test
    void the_chart_has_the_version_of_the_project() throws IOException {
        Matcher version = VERSION.matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        JsonNode chart = Chart.tree(Chart.FOLDER.resolve("Chart.yaml"));
        assertThat(chart.path("version").asText()).isEqualTo(version.group(1));
        assertThat(chart.path("appVersion").asText()).isEqualTo(version.group(1));
    }

    private static void collect(JsonNode schema, String path, Set<String> into) {
        if (schema.has("properties")) {
            assertThat(schema.path("additionalProperties").asBoolean(true))
                    .as("%s takes a name with a typo", path)
                    .isFalse();
            schema.path("properties")
                    .properties()
                    .forEach(entry -> collect(
                            entry.getValue(), path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), into));
        } else {
            into.add(path);
        }
    }

    private static String table() throws IOException {
        JsonNode values = Chart.tree(Chart.FOLDER.resolve("values.yaml"));
        StringBuilder table = new StringBuilder(TABLE).append("| --- | --- | --- |\n");
        for (Map.Entry<String, String> value : texts().entrySet()) {
            String otherwise =
                    values.at("/" + value.getKey().replace('.', '/')).toString().replace("\"\"", "");
            table.append("| `")
                    .append(value.getKey())
                    .append("` | ")
                    .append(value.getValue())
                    .append(" | ")
                    .append(otherwise.isEmpty() ? "" : "`" + otherwise + "`")
                    .append(" |\n");
        }
        return table.toString();
    }

    /** The text above each value, by its path. */
    private static Map<String, String> texts() throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        Deque<String> path = new ArrayDeque<>();
        String text = "";
        int below = Integer.MAX_VALUE;
        for (Iterator<String> lines =
                        Files.readAllLines(Chart.FOLDER.resolve("values.yaml")).iterator();
                lines.hasNext(); ) {
            String line = lines.next();
            Matcher key = KEY.matcher(line);
            if (line.strip().startsWith(TEXT)) {
                text = line.strip().substring(TEXT.length());
            } else if (key.matches()) {
                int depth = key.group(1).length() / 2;
                if (depth > below) {
                    continue;
                }
                below = Integer.MAX_VALUE;
                while (path.size() > depth) {
                    path.removeLast();
                }
                path.addLast(key.group(2));
                if (!text.isEmpty()) {
                    texts.put(String.join(".", path), text);
                    text = "";
                    below = depth;
                } else {
                    assertThat(line).as("a value without a text").endsWith(":");
                }
            }
        }
        return texts;
    }
}
