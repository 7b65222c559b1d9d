package io.clearmladmin.emitters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The chart, rendered by Helm itself. */
final class Chart {

    static final Path FOLDER = Path.of("helm", "clearml-admin-emitters");
    static final String RELEASE = "emitters";
    static final String NAMESPACE = "clearml-events";
    static final String KUBERNETES = "1.31";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path VALUES = Path.of("src", "test", "resources", "values");

    private Chart() {}

    /** The values files that must be taken. */
    static List<Path> right() {
        return files("right");
    }

    static Path right(String name) {
        return VALUES.resolve("right").resolve(name + ".yaml");
    }

    /** Those that must be refused; the first line of each says what the message names. */
    static List<Path> wrong() {
        return files("wrong");
    }

    private static List<Path> files(String folder) {
        try (Stream<Path> files = Files.list(VALUES.resolve(folder))) {
            return files.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The text that Helm makes of these values; each of {@code sets} is {@code path=value}. */
    static String text(Path values, String kubernetes, String... sets) {
        TemplateCommand command = new Helm(FOLDER)
                .template()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .withKubeVersion(kubernetes)
                .withValuesFile(values);
        for (String set : sets) {
            int equals = set.indexOf('=');
            command.set(set.substring(0, equals), set.substring(equals + 1));
        }
        return command.call();
    }

    /** The objects of the chart, those of {@code helm test} included. */
    static List<JsonNode> objects(Path values, String... sets) {
        return parse(text(values, KUBERNETES, sets));
    }

    static List<JsonNode> parse(String text) {
        List<JsonNode> objects = new ArrayList<>();
        for (Object object : yaml().loadAll(text)) {
            if (object != null) {
                objects.add(JSON.valueToTree(object));
            }
        }
        return objects;
    }

    static JsonNode tree(Path yaml) throws IOException {
        return JSON.valueToTree(yaml().load(Files.readString(yaml)));
    }

    static JsonNode json(Path file) throws IOException {
        return JSON.readTree(file.toFile());
    }

    private static Yaml yaml() {
        return new Yaml(new SafeConstructor(new LoaderOptions()));
    }

    /** The one of this kind and name. */
    static JsonNode object(List<JsonNode> objects, String kind, String name) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .filter(object -> object.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    /** What these values say after the installation; nothing is installed. */
    static String notes(Path values) {
        InstallCommand command = new Helm(FOLDER)
                .install()
                .clientOnly()
                .dryRun()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .withValuesFile(values);
        return command.call().getOutput();
    }

    /** What a strict lint says of the chart with these values as its own, since it takes no others. */
    static LintResult lint(Path values, Path folder) throws IOException {
        Path copy = copy(folder);
        Map<String, Object> all = new LinkedHashMap<>();
        merge(all, yaml().load(Files.readString(FOLDER.resolve("values.yaml"))));
        merge(all, yaml().load(Files.readString(values)));
        Files.writeString(copy.resolve("values.yaml"), new Yaml().dump(all));
        return new Helm(copy).lint().strict().call();
    }

    /** The pods of {@code helm test}, which this Helm renders only without their mark. */
    static List<JsonNode> tests(Path values, Path folder) throws IOException {
        Path check = copy(folder).resolve("templates").resolve("tests").resolve("check.yaml");
        String text = Files.readString(check);
        Files.writeString(check, text.replaceAll("    helm\\.sh/hook.*\n", ""));
        return parse(new Helm(folder.resolve("clearml-admin-emitters"))
                        .template()
                        .withName(RELEASE)
                        .withNamespace(NAMESPACE)
                        .withValuesFile(values)
                        .call())
                .stream()
                .filter(object -> object.path("kind").asText().equals("Pod")
                        || object.path("kind").asText().equals("ConfigMap"))
                .toList();
    }

    private static Path copy(Path folder) throws IOException {
        Path copy = folder.resolve("clearml-admin-emitters");
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.toList()) {
                Path to = copy.resolve(FOLDER.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to);
                }
            }
        }
        return copy;
    }

    private static void merge(Map<String, Object> into, Map<?, ?> from) {
        from.forEach((key, value) -> {
            if (into.get(String.valueOf(key)) instanceof Map<?, ?> before && value instanceof Map<?, ?> more) {
                Map<String, Object> both = new LinkedHashMap<>();
                merge(both, before);
                merge(both, more);
                into.put(String.valueOf(key), both);
            } else {
                into.put(String.valueOf(key), value);
            }
        });
    }
}
