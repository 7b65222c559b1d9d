package io.clearmladmin.k8s.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.k8s.Await;
import io.clearmladmin.k8s.KubeApi;
import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.k8s.Rights;
import io.clearmladmin.report.Finding;
import io.clearmladmin.report.Report;
import io.clearmladmin.report.Severity;
import io.clearmladmin.report.SkippedCheck;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClassBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Against a real API server, with its selectors, statuses and rights. */
@Tag(KubeApi.TAG)
class RealClusterTest {

    private final List<HasMetadata> made = new ArrayList<>();

    @BeforeAll
    static void needsAssets() {
        KubeApi.assumeAssets();
    }

    @AfterEach
    void remove() {
        made.forEach(each ->
                KubeApi.shared().admin().resource(each).withGracePeriod(0).delete());
    }

    private <T extends HasMetadata> T make(T object) {
        T created = KubeApi.shared().admin().resource(object).create();
        made.add(created);
        return created;
    }

    @Test
    void the_public_chart_is_found_and_its_task_pods_are_left_alone() {
        KubeApi api = KubeApi.shared();
        String namespace = api.namespace("control-plane");
        new Installed(api.admin(), namespace).whole();
        api.pods(namespace).create("0123456789abcdef0123456789abcdef");
        try (Kubernetes kubernetes = api.connect()) {
            ControlPlaneReport report = ControlPlane.builder(kubernetes)
                    .namespaces(namespace)
                    .build()
                    .run();
            assertThat(report.report().findings()).isEmpty();
            assertThat(report.isHealthy()).isTrue();
            assertThat(report.others()).isEmpty();
            assertThat(report.toJson()).doesNotContain(Installed.SECRET).doesNotContain("0123456789abcdef");
        }
    }

    @Test
    void a_user_with_few_rights_gets_a_report_of_those_missing() {
        KubeApi api = KubeApi.shared();
        String namespace = api.namespace("control-plane");
        new Installed(api.admin(), namespace).whole();
        api.rights().grant(Rights.user(6), namespace, "pods", "get", "list");
        try (Kubernetes kubernetes = api.connection(api.userToken(6)).build()) {
            ControlPlane few = ControlPlane.builder(kubernetes)
                    .namespaces(namespace)
                    .layout(Layout.publicChart("clearml").without("async delete", "agent"))
                    .build();
            // The server takes a right up a little later.
            Await.until(
                    "the right to list pods",
                    Duration.ofMinutes(1),
                    () -> few.run().report().skipped().size() == 3);
            ControlPlaneReport report = few.run();
            assertThat(report.report().skipped())
                    .extracting(SkippedCheck::reason)
                    .containsExactly(
                            "The right to read deployments in namespace " + namespace + " is missing",
                            "The right to read statefulsets in namespace " + namespace + " is missing",
                            "The right to read services in namespace " + namespace + " is missing");
            assertThat(report.components())
                    .extracting(ComponentReport::state)
                    .containsOnly(ComponentReport.State.HEALTHY);

            Report preflight = Preflight.builder(kubernetes).build().run();
            assertThat(preflight.notMade()).contains("nodes", "storage-class");
            assertThat(preflight.skipped())
                    .filteredOn(skipped -> skipped.check().equals("storage-class"))
                    .singleElement()
                    .extracting(SkippedCheck::remedy)
                    .asString()
                    .contains("apiGroups [\"storage.k8s.io\"], resources [\"storageclasses\"]");
            assertThat(preflight.of("kubernetes").get(0).evidence()).startsWith("v1.");
        }
    }

    @Test
    void the_prerequisites_are_read_from_the_objects_of_a_real_cluster() {
        KubeApi api = KubeApi.shared();
        String namespace = api.namespace("ingress");
        try (Kubernetes kubernetes = api.connect()) {
            Pod controller = make(new PodBuilder()
                    .withNewMetadata()
                    .withName("controller")
                    .withNamespace(namespace)
                    .addToLabels("app.kubernetes.io/name", "ingress-nginx")
                    .endMetadata()
                    .withNewSpec()
                    .addNewContainer()
                    .withName("controller")
                    .withImage("nginx")
                    .endContainer()
                    .endSpec()
                    .build());
            Preflight preflight = Preflight.builder(kubernetes).nodes(1).build();
            Report before = preflight.run();
            assertThat(before.of("nodes").get(0).severity()).isEqualTo(Severity.CRITICAL);
            assertThat(before.of("storage-class").get(0).severity()).isEqualTo(Severity.CRITICAL);
            assertThat(before.of("ingress").get(0).evidence())
                    .isEqualTo("No IngressClass, but pods of a controller: " + namespace + "/"
                            + controller.getMetadata().getName());

            make(new StorageClassBuilder()
                    .withNewMetadata()
                    .withName("control-plane-test")
                    .addToAnnotations("storageclass.kubernetes.io/is-default-class", "true")
                    .endMetadata()
                    .withProvisioner("csi.example.com")
                    .build());
            make(new IngressClassBuilder()
                    .withNewMetadata()
                    .withName("control-plane-test")
                    .addToAnnotations("ingressclass.kubernetes.io/is-default-class", "true")
                    .endMetadata()
                    .withNewSpec()
                    .withController("k8s.io/ingress-nginx")
                    .endSpec()
                    .build());
            make(new NodeBuilder()
                    .withNewMetadata()
                    .withName("control-plane-test")
                    .endMetadata()
                    .build());
            api.admin()
                    .nodes()
                    .withName("control-plane-test")
                    .editStatus(node -> new NodeBuilder(node)
                            .editOrNewStatus()
                            .addToCapacity("cpu", new Quantity("8"))
                            .addToCapacity("memory", new Quantity("32Gi"))
                            .addNewCondition()
                            .withType("Ready")
                            .withStatus("True")
                            .endCondition()
                            .endStatus()
                            .build());
            // Its admission taints a new node, until a controller finds it ready.
            api.admin()
                    .nodes()
                    .withName("control-plane-test")
                    .edit(node -> new NodeBuilder(node)
                            .editSpec()
                            .withTaints(List.of())
                            .endSpec()
                            .build());
            Report after = preflight.run();
            assertThat(after.findings())
                    .filteredOn(finding -> !after.inapplicable().contains(finding.check()))
                    .extracting(Finding::severity)
                    .containsOnly(Severity.OK);
            assertThat(after.isHealthy()).isTrue();
            assertThat(after.of("memory").get(0).evidence()).startsWith("34.3 GB a node");
        }
    }
}
