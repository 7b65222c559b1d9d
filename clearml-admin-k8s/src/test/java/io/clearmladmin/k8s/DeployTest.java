package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real API server takes the emitters' manifests, in a dry run. */
class DeployTest {

    private static final Path FOLDER = Path.of("..", "examples", "deploy");
    private static final Pattern RESOURCE = Pattern.compile("(?m)^  - (\\S+\\.yaml)$");

    private static KubernetesClient admin;

    @BeforeAll
    static void start() {
        admin = KubeApi.shared().admin();
        admin.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("clearml-events")
                        .endMetadata()
                        .build())
                .createOr(there -> there.update());
    }

    @Test
    void an_api_server_takes_every_manifest() throws IOException {
        List<String> files = RESOURCE.matcher(Files.readString(FOLDER.resolve("kustomization.yaml")))
                .results()
                .map(found -> found.group(1))
                .toList();
        List<String> taken = new ArrayList<>();
        for (String file : files) {
            // The tests' API server is older than this version of CronJobs, which have the same fields there.
            String manifest = Files.readString(FOLDER.resolve(file)).replace("batch/v1\n", "batch/v1beta1\n");
            for (HasMetadata object : admin.load(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)))
                    .items()) {
                HasMetadata answer = object.getKind().equals("Namespace")
                        ? admin.resource(object).dryRun().update()
                        : admin.resource(object).dryRun().create();
                taken.add(answer.getKind() + "/" + answer.getMetadata().getName());
            }
        }

        assertThat(taken)
                .contains(
                        "Namespace/clearml-events",
                        "ClusterRole/clearml-events-pods-reader",
                        "ConfigMap/clearml-events",
                        "Secret/clearml-events",
                        "NetworkPolicy/clearml-events",
                        "CronJob/company-inventory",
                        "CronJob/pods-inventory",
                        "Deployment/pods-monitor");
    }
}
