package io.clearmladmin.emitters;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A pod of the chart as a process of this machine: with the environment and the arguments that were rendered, and with each of its
 * volumes as a folder. Volumes of the same claim are the same folder.
 */
final class ChartProcess {

    private final Path folder;
    // Secrets that the installer has made, by their names.
    private final Map<String, Map<String, String>> secrets;

    ChartProcess(Path folder, Map<String, Map<String, String>> secrets) {
        this.folder = folder;
        this.secrets = secrets;
    }

    /** Starts it; {@code kubeconfig} stands for what a kubelet gives it of its account. */
    EmitterProcess start(ChartPod pod, Path kubeconfig) throws IOException {
        Map<String, String> environment = new LinkedHashMap<>(pod.environment());
        for (JsonNode mount : pod.container().path("volumeMounts")) {
            String at = mount.path("mountPath").asText() + "/";
            Path volume = volume(pod, at);
            environment.replaceAll((name, text) -> text.startsWith(at)
                    ? volume.resolve(text.substring(at.length())).toString()
                    : text);
        }
        environment.put("KUBECONFIG", kubeconfig.toString());
        return new EmitterProcess(folder, environment, pod.arguments().toArray(String[]::new));
    }

    private Path volume(ChartPod pod, String mount) throws IOException {
        JsonNode volume = pod.volume(mount);
        String claim = volume.at("/persistentVolumeClaim/claimName").asText();
        if (!claim.isEmpty()) {
            return Files.createDirectories(folder.resolve("claims").resolve(claim));
        }
        Path at = Files.createDirectories(Files.createTempDirectory(folder, "pod")
                .resolve(volume.path("name").asText()));
        if (volume.has("secret")) {
            for (Map.Entry<String, String> entry :
                    secret(pod, volume.at("/secret/secretName").asText()).entrySet()) {
                Files.writeString(at.resolve(entry.getKey()), entry.getValue());
            }
        }
        return at;
    }

    private Map<String, String> secret(ChartPod pod, String name) {
        Map<String, String> made = secrets.get(name);
        if (made != null) {
            return made;
        }
        Map<String, String> data = new LinkedHashMap<>();
        Chart.object(pod.objects(), "Secret", name)
                .path("stringData")
                .properties()
                .forEach(entry -> data.put(entry.getKey(), entry.getValue().asText()));
        return data;
    }
}
