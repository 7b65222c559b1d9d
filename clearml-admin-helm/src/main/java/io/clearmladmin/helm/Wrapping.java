package io.clearmladmin.helm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values inside another document: a HelmRelease, an Argo CD Application, a HelmChart of K3s, or an umbrella chart that has
 * them under the chart's name.
 */
final class Wrapping {

    private static final Set<String> SERVER_PARTS = Set.of("clearml", "apiserver", "fileserver", "webserver");

    private Wrapping() {}

    /**
     * The values in a document; the document itself if it is values already.
     *
     * @throws InvalidValuesException if it is a document of another kind that may contain values, but none can be found
     */
    static YamlFile.Content unwrap(Chart chart, String source, YamlFile.Content document) {
        Map<String, Object> root = document.root();
        String kind = String.valueOf(root.get("kind"));
        if (root.get("apiVersion") == null) {
            if (root.get("releases") instanceof List<?>) {
                throw wrapped(source, "a helmfile", "the values of one of its releases");
            }
            return isUmbrella(chart, document) ? under(document, chart.name().toString()) : document;
        }
        return switch (kind) {
            case "HelmRelease" -> map(source, kind, document, "spec.values");
            case "Application" -> argo(source, document);
            case "HelmChart" -> text(source, kind, document, "spec.valuesContent");
            default -> throw wrapped(source, "a manifest of kind " + kind, "a values file");
        };
    }

    private static YamlFile.Content argo(String source, YamlFile.Content document) {
        String helm = "spec.source.helm";
        return ValuesTree.get(document.root(), helm + ".valuesObject") == null
                ? text(source, "Application", document, helm + ".values")
                : map(source, "Application", document, helm + ".valuesObject");
    }

    private static YamlFile.Content map(String source, String kind, YamlFile.Content document, String at) {
        if (!(ValuesTree.get(document.root(), at) instanceof Map<?, ?>)) {
            throw wrapped(source, "of kind " + kind, "the values, which are not under " + at);
        }
        return under(document, at);
    }

    // The lines within an embedded text are not known; its first line is.
    private static YamlFile.Content text(String source, String kind, YamlFile.Content document, String at) {
        if (!(ValuesTree.get(document.root(), at) instanceof String text)) {
            throw wrapped(source, "of kind " + kind, "the values, which are not under " + at);
        }
        YamlFile.Content inner = YamlFile.read(source + ", the text at " + at, text);
        int line = document.lines().getOrDefault(at, 0);
        Map<String, Integer> lines = new LinkedHashMap<>();
        inner.lines().forEach((path, within) -> lines.put(path, line + within));
        return new YamlFile.Content(inner.root(), lines);
    }

    // The server's chart has a key of its own name too; its children are not parts of the chart.
    private static boolean isUmbrella(Chart chart, YamlFile.Content document) {
        Object inner = document.root().get(chart.name().toString());
        return inner instanceof Map<?, ?> map
                && (!chart.isPublic()
                        || map.keySet().stream().anyMatch(key -> SERVER_PARTS.contains(String.valueOf(key))));
    }

    @SuppressWarnings("unchecked") // every map of a tree has texts as its names
    private static YamlFile.Content under(YamlFile.Content document, String at) {
        Map<String, Integer> lines = new LinkedHashMap<>();
        document.lines().forEach((path, line) -> {
            if (path.startsWith(at + ".") || path.startsWith(at + "[")) {
                lines.put(
                        path.substring(at.length()).replaceFirst("^\\.", "").replaceFirst("^\\[\"([^\"]*)\"]", "$1"),
                        line);
            }
        });
        @Nullable Object root = ValuesTree.get(document.root(), at);
        return new YamlFile.Content((Map<String, Object>) Objects.requireNonNull(root), lines);
    }

    private static InvalidValuesException wrapped(String source, String what, String wanted) {
        return new InvalidValuesException(source + ": this is " + what + ", not values; give " + wanted);
    }
}
