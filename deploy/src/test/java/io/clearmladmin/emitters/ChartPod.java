package io.clearmladmin.emitters;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pod that the chart makes, by a Deployment, a CronJob or itself.
 *
 * @param owner the object that it is a part of
 * @param spec its spec
 * @param objects all that was rendered with it
 */
record ChartPod(JsonNode owner, JsonNode spec, List<JsonNode> objects) {

    static List<ChartPod> of(List<JsonNode> objects) {
        List<ChartPod> pods = new ArrayList<>();
        for (JsonNode object : objects) {
            Optional<String> path = switch (object.path("kind").asText()) {
                case "Deployment", "Job" -> Optional.of("/spec/template/spec");
                case "CronJob" -> Optional.of("/spec/jobTemplate/spec/template/spec");
                case "Pod" -> Optional.of("/spec");
                default -> Optional.empty();
            };
            path.ifPresent(at -> pods.add(new ChartPod(object, object.at(at), objects)));
        }
        return pods;
    }

    /** The one that runs this program. */
    static ChartPod of(List<JsonNode> objects, String program) {
        return of(objects).stream()
                .filter(pod -> pod.arguments().equals(List.of(program)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing runs " + program));
    }

    String name() {
        return owner.path("kind").asText() + " " + owner.at("/metadata/name").asText();
    }

    JsonNode container() {
        return spec.at("/containers/0");
    }

    List<String> arguments() {
        return texts(container().path("args"));
    }

    /** Its environment as the program sees it, without what the cluster fills in. */
    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        container()
                .path("envFrom")
                .forEach(from -> Chart.object(
                                objects,
                                "ConfigMap",
                                from.at("/configMapRef/name").asText())
                        .path("data")
                        .properties()
                        .forEach(entry ->
                                environment.put(entry.getKey(), entry.getValue().asText())));
        container()
                .path("env")
                .forEach(variable -> environment.put(
                        variable.path("name").asText(), variable.path("value").asText()));
        return environment;
    }

    /** Where its volumes are mounted. */
    List<String> mounts() {
        List<String> mounts = new ArrayList<>();
        container()
                .path("volumeMounts")
                .forEach(mount -> mounts.add(mount.path("mountPath").asText()));
        return mounts;
    }

    /** The volume that holds this file. */
    JsonNode volume(String file) {
        for (JsonNode mount : container().path("volumeMounts")) {
            if (file.startsWith(mount.path("mountPath").asText() + "/")) {
                return volumeNamed(mount.path("name").asText());
            }
        }
        throw new AssertionError(name() + ": " + file + " is on no volume");
    }

    private JsonNode volumeNamed(String name) {
        for (JsonNode volume : spec.path("volumes")) {
            if (volume.path("name").asText().equals(name)) {
                return volume;
            }
        }
        throw new AssertionError(name() + ": no volume " + name);
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
