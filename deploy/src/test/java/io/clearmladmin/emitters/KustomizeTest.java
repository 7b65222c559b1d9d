package io.clearmladmin.emitters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The folder for Kustomize is what the chart makes of its values; with {@code -Dwrite.page} the test writes it. */
class KustomizeTest {

    private static final Path FOLDER = Path.of("kustomize");
    private static final Pattern SOURCE =
            Pattern.compile("(?m)^---\n# Source: clearml-admin-emitters/templates/(\\S+)\n");
    // What only Helm needs: a setting that changes rolls no pod here.
    private static final Pattern HELMS = Pattern.compile(
            "(?m)^ +(?:helm\\.sh/chart|app\\.kubernetes\\.io/(?:managed-by|version)): .*\n|^ +annotations:\n +checksum/settings: .*\n");
    private static final String NAMESPACE = """
            apiVersion: v1
            kind: Namespace
            metadata:
              name: clearml-events
              labels:
                pod-security.kubernetes.io/enforce: restricted
            """;

    @Test
    void the_folder_is_what_the_chart_makes() throws IOException {
        Map<String, String> rendered = rendered();
        if (System.getProperty("write.page") != null) {
            for (Map.Entry<String, String> file : rendered.entrySet()) {
                Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
            }
        }
        Map<String, String> there = new TreeMap<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(each -> !each.endsWith("values.yaml")).toList()) {
                there.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        assertThat(there)
                .as("deploy/kustomize; run this test with -Dwrite.page")
                .isEqualTo(rendered);
    }

    private static Map<String, String> rendered() {
        String text = Chart.text(FOLDER.resolve("values.yaml"), Chart.KUBERNETES);
        Map<String, String> files = new LinkedHashMap<>();
        Matcher source = SOURCE.matcher(text);
        int begin = -1;
        String name = "";
        while (source.find()) {
            add(files, name, begin < 0 ? "" : text.substring(begin, source.start()));
            name = source.group(1);
            begin = source.end();
        }
        add(files, name, text.substring(begin));
        StringBuilder resources = new StringBuilder();
        files.keySet().forEach(file -> resources.append("  - ").append(file).append('\n'));
        files.put("namespace.yaml", NAMESPACE);
        files.put("kustomization.yaml", """
                # Rendered from the chart in ../helm with values.yaml; the build compares. Change the values and render it again, or
                # change it by an overlay of your own:
                #   kubectl apply -k deploy/kustomize
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                resources:
                  - namespace.yaml
                """ + resources);
        return new TreeMap<>(files);
    }

    private static void add(Map<String, String> files, String name, String text) {
        if (!name.isEmpty() && !name.startsWith("tests/")) {
            files.merge(name, HELMS.matcher(text).replaceAll(""), (before, more) -> before + "---\n" + more);
        }
    }
}
