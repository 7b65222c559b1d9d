package io.clearmladmin.k8s.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.clearmladmin.ClearMl;
import io.clearmladmin.house.Schema;
import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.k8s.controlplane.ComponentReport.State;
import io.clearmladmin.report.Finding;
import io.clearmladmin.report.Report;
import io.clearmladmin.report.Severity;
import io.clearmladmin.testkit.FakeClearMl;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.EventListBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is reported of a control plane in every state of its parts. */
@EnableKubernetesMockClient(crud = true, https = false)
class ControlPlaneTest {

    private static final String NAMESPACE = "clearml";
    private static final Map<String, String> API =
            Map.of("app.kubernetes.io/name", "clearml", "app.kubernetes.io/instance", "clearml-apiserver");

    @SuppressWarnings("NullAway.Init") // set by the extension
    private static KubernetesClient client;

    @SuppressWarnings("NullAway.Init") // set by the extension
    private static KubernetesMockServer server;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Installed installed;

    @BeforeEach
    void install() {
        server.reset();
        installed = new Installed(client, NAMESPACE);
    }

    private ControlPlane.Builder builder() {
        return ControlPlane.builder(Kubernetes.of(client)).clock(Clock.fixed(Installed.NOW, ZoneOffset.UTC));
    }

    private ControlPlaneReport run() {
        return builder().build().run();
    }

    private static State state(ControlPlaneReport report, String component) {
        return report.component(component).orElseThrow().state();
    }

    private void replace(String pod, UnaryOperator<ContainerStatusBuilder> state) {
        installed.status(pod, state, "clearml-apiserver");
    }

    private void ready(String deployment, int count) {
        client.apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName(deployment)
                .editStatus(made -> new DeploymentBuilder(made)
                        .editStatus()
                        .withReadyReplicas(count)
                        .endStatus()
                        .build());
    }

    @Test
    void all_well_is_said_in_one_glance() {
        installed.whole();
        ControlPlaneReport report = run();
        assertThat(report.report().findings()).isEmpty();
        assertThat(report.isHealthy()).isTrue();
        assertThat(report.components().stream().map(ComponentReport::state).distinct())
                .containsExactlyInAnyOrder(State.HEALTHY, State.ABSENT);
        ComponentReport api = report.component("apiserver").orElseThrow();
        assertThat(api.images()).containsExactly(Image.of("allegroai/clearml:2.3.0"));
        assertThat(api.services()).extracting(ServiceReport::name).containsExactly("clearml-apiserver");
        assertThat(api.workloads()).singleElement().satisfies(workload -> {
            assertThat(workload.kind()).isEqualTo("Deployment");
            assertThat(workload.desired()).isEqualTo(OptionalInt.of(1));
            assertThat(workload.pods()).extracting(PodReport::name).containsExactly("clearml-apiserver-5d9-0");
        });
    }

    @Test
    void the_printed_report_is_the_one_of_the_page() throws IOException {
        installed.whole();
        replace("clearml-apiserver-5d9-0", Installed::crashing);
        ready("clearml-apiserver", 0);
        installed.deployment("clearml-webserver-2", Map.of("app", "other"), "nginx", "nginx:1.27", 1, 1);
        installed.pod(
                "clearml-fileserver", "1", API, "clearml-fileserver", "allegroai/clearml:2.2.1", Installed::running);
        try (FakeClearMl fake = FakeClearMl.start();
                ClearMl clearml = fake.connect()) {
            ControlPlaneReport report = builder()
                    .layout(Layout.publicChart("clearml")
                            .with(Component.required("gateway", Selector.workload("gateway"))))
                    .clearml(clearml)
                    .build()
                    .run();
            assertThat(report.isHealthy()).isFalse();
            assertThat(Files.readString(Path.of("../docs/control-plane.md")))
                    .contains("```text\n"
                            // Whatever is made on the mock server is made now.
                            + report.toString()
                                    .replace(" 0s\n", " 3d\n")
                                    .replaceAll("http://localhost:\\d+/?", "https://api.example.com")
                            + "```");
        }
    }

    @Test
    void a_killed_container_is_reported_with_its_end_and_what_to_do() {
        installed.whole();
        replace("clearml-apiserver-5d9-0", Installed::crashing);
        ready("clearml-apiserver", 0);
        ControlPlaneReport report = run();
        assertThat(state(report, "apiserver")).isEqualTo(State.DOWN);
        assertThat(report.isHealthy()).isFalse();
        assertThat(report.report().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(finding.evidence())
                    .contains("CrashLoopBackOff, ended OOMKilled (exit code 137) 5m ago, 7 restarts");
            assertThat(finding.remedy()).contains("resources.limits.memory");
        });
        ContainerReport container = report.component("apiserver")
                .orElseThrow()
                .workloads()
                .get(0)
                .pods()
                .get(0)
                .containers()
                .get(0);
        assertThat(container.restarts()).isEqualTo(7);
        assertThat(container.ended().orElseThrow().exitCode()).isEqualTo(137);
    }

    @Test
    void an_image_that_cannot_be_pulled_and_a_secret_that_is_missing_are_distinguished() {
        installed.whole();
        ready("clearml-apiserver", 0);
        replace("clearml-apiserver-5d9-0", status -> Installed.waiting(status, "ImagePullBackOff"));
        assertThat(run().report().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.evidence()).contains("image allegroai/clearml:2.3.0");
            assertThat(finding.remedy()).contains("pull secret");
        });
        replace("clearml-apiserver-5d9-0", status -> Installed.waiting(status, "CreateContainerConfigError"));
        assertThat(run().report().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.remedy())
                        .contains("Secret or ConfigMap")
                        .contains("kubectl -n clearml describe pod clearml-apiserver-5d9-0"));
    }

    @Test
    void an_old_restart_is_counted_but_no_finding() {
        installed.whole();
        replace(
                "clearml-apiserver-5d9-0",
                status -> Installed.ended(Installed.running(status), "Error", 1, "2026-02-27T12:00:00Z")
                        .withRestartCount(1));
        ControlPlaneReport report = run();
        assertThat(report.report().findings()).isEmpty();
        assertThat(report.toText()).containsPattern("apiserver +healthy +1/1 +1 ");
        assertThat(builder()
                        .restartsWithin(Duration.ofDays(7))
                        .build()
                        .run()
                        .report()
                        .findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.MEDIUM));
    }

    @Test
    void a_pod_without_a_place_says_why() {
        installed.whole();
        ready("clearml-apiserver", 0);
        client.pods()
                .inNamespace(NAMESPACE)
                .withName("clearml-apiserver-5d9-0")
                .editStatus(pod -> new PodBuilder(pod)
                        .withNewStatus()
                        .withPhase("Pending")
                        .addNewCondition()
                        .withType("PodScheduled")
                        .withStatus("False")
                        .withReason("Unschedulable")
                        .withMessage("0/3 nodes are available: 3 Insufficient memory.")
                        .endCondition()
                        .endStatus()
                        .build());
        assertThat(run().report().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.evidence())
                        .isEqualTo("Unschedulable: 0/3 nodes are available: 3 Insufficient memory."));
    }

    @Test
    void warnings_of_events_are_counted_without_their_words() {
        installed.whole();
        ready("clearml-apiserver", 0);
        replace("clearml-apiserver-5d9-0", status -> Installed.waiting(status, "CreateContainerError"));
        server.expect()
                .get()
                .withPath(
                        "/api/v1/namespaces/clearml/events?fieldSelector=type%3DWarning%2CinvolvedObject.kind%3DPod%2C"
                                + "involvedObject.name%3Dclearml-apiserver-5d9-0&limit=500")
                .andReturn(
                        200,
                        new EventListBuilder()
                                .withItems(event("Unhealthy", 4), event("Unhealthy", 2), event("FailedMount", 1))
                                .build())
                .always();
        ControlPlaneReport report = run();
        assertThat(report.report().findings().get(0).evidence())
                .endsWith("; warned of Unhealthy (6x), FailedMount (1x)");
        assertThat(report.toJson()).contains("FailedMount").doesNotContain(Installed.SECRET);
    }

    private static Event event(String reason, int count) {
        return new EventBuilder()
                .withReason(reason)
                .withCount(count)
                .withMessage("Readiness probe failed: " + Installed.SECRET)
                .withLastTimestamp("2026-03-01T11:00:00Z")
                .build();
    }

    @Test
    void a_component_that_is_not_there_is_a_finding_with_what_is() {
        installed.whole();
        client.apps()
                .statefulSets()
                .inNamespace(NAMESPACE)
                .withName("clearml-redis-master")
                .delete();
        client.pods().inNamespace(NAMESPACE).withName("clearml-redis-master-0").delete();
        installed.deployment("dragonfly", Map.of("app", "dragonfly"), "dragonfly", "dragonfly:1", 1, 1);
        ControlPlaneReport report = run();
        assertThat(state(report, "redis")).isEqualTo(State.MISSING);
        assertThat(report.others()).extracting(WorkloadReport::name).containsExactly("dragonfly");
        assertThat(report.report().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.evidence())
                    .startsWith("Not found in namespace clearml; looked for workload clearml-redis-*, or labels ");
            assertThat(finding.remedy()).endsWith("; there are also dragonfly");
        });

        Layout published =
                Layout.publicChart("clearml").with(Component.required("redis", Selector.labels("app=dragonfly")));
        assertThat(builder().layout(published).build().run().report().findings())
                .isEmpty();
        ControlPlaneReport external = builder()
                .layout(Layout.publicChart("clearml").external("redis"))
                .build()
                .run();
        assertThat(external.isHealthy()).isTrue();
        assertThat(state(external, "redis")).isEqualTo(State.EXTERNAL);
    }

    @Test
    void several_versions_are_noticed_within_a_component_and_across() {
        installed.whole();
        installed.pod(
                "clearml-apiserver", "1", API, "clearml-apiserver", "allegroai/clearml:2.2.1", Installed::running);
        assertThat(run().report().findings())
                .extracting(Finding::severity, Finding::check, Finding::evidence)
                .containsExactly(
                        tuple(Severity.MEDIUM, "apiserver", "They run 2 versions of allegroai/clearml: 2.2.1, 2.3.0"));

        client.pods().inNamespace(NAMESPACE).withName("clearml-apiserver-5d9-0").delete();
        assertThat(run().report().findings())
                .extracting(Finding::check, Finding::evidence)
                .containsExactly(tuple("versions", "Runs as 2.2.1 (apiserver) and 2.3.0 (fileserver, webserver)"));
    }

    @Test
    void a_part_of_the_pods_is_degraded_none_wanted_is_stopped() {
        installed.whole();
        client.apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName("clearml-apiserver")
                .edit(made -> new DeploymentBuilder(made)
                        .editSpec()
                        .withReplicas(3)
                        .endSpec()
                        .build());
        client.apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName("clearml-webserver")
                .edit(made -> new DeploymentBuilder(made)
                        .editSpec()
                        .withReplicas(0)
                        .endSpec()
                        .build());
        ready("clearml-webserver", 0);
        ControlPlaneReport report = run();
        assertThat(state(report, "apiserver")).isEqualTo(State.DEGRADED);
        assertThat(state(report, "webserver")).isEqualTo(State.STOPPED);
        assertThat(report.report().findings())
                .extracting(Finding::evidence)
                .containsExactly("Scaled to zero", "1 of 3 pods ready");
    }

    @Test
    void task_pods_in_the_same_namespace_are_not_checked() {
        installed.whole();
        client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withName("clearml-id-1")
                        .withNamespace(NAMESPACE)
                        .addToLabels("CLEARML", "agent-1")
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("clearml-id-1")
                        .withImage("python:3")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
        ControlPlaneReport report = run();
        assertThat(report.others()).isEmpty();
        assertThat(report.toJson()).doesNotContain("clearml-id-1");
    }

    @Test
    void a_service_that_selects_nothing_is_noticed() {
        installed.whole();
        client.services().inNamespace(NAMESPACE).withName("clearml-apiserver").delete();
        assertThat(run().report().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.check()).isEqualTo("apiserver");
            assertThat(finding.evidence()).startsWith("No Service selects its pods");
        });
    }

    @Test
    void a_missing_right_is_named_and_the_rest_is_seen() {
        installed.whole();
        forbid("/apis/apps/v1/namespaces/clearml/deployments?limit=500");
        ControlPlaneReport report = run();
        assertThat(report.report().findings()).isEmpty();
        assertThat(report.report().madeInPart()).containsExactly("rights");
        assertThat(report.isHealthy()).isTrue();
        assertThat(report.report().skipped()).singleElement().satisfies(skipped -> {
            assertThat(skipped.reason()).isEqualTo("The right to read deployments in namespace clearml is missing");
            assertThat(skipped.remedy())
                    .isEqualTo("Give list on deployments to this user in namespace clearml: apiGroups [\"apps\"],"
                            + " resources [\"deployments\"], verbs [\"get\", \"list\"]");
        });
        assertThat(state(report, "apiserver")).isEqualTo(State.HEALTHY);
        assertThat(report.component("apiserver")
                        .orElseThrow()
                        .workloads()
                        .get(0)
                        .desired())
                .isEmpty();
    }

    @Test
    void what_cannot_be_seen_is_not_called_healthy() {
        installed.whole();
        forbid("/apis/apps/v1/namespaces/clearml/deployments?limit=500");
        forbid("/apis/apps/v1/namespaces/clearml/statefulsets?limit=500");
        forbid("/api/v1/namespaces/clearml/pods?labelSelector=%21CLEARML%2C%21TRAINS&limit=500");
        ControlPlaneReport report = run();
        assertThat(state(report, "apiserver")).isEqualTo(State.UNKNOWN);
        assertThat(report.isHealthy()).isFalse();
        assertThat(report.report().findings()).isEmpty();
        assertThat(report.report().notMade()).contains("apiserver", "redis").doesNotContain("rights", "agent");
    }

    private void forbid(String path) {
        server.expect()
                .get()
                .withPath(path)
                .andReturn(
                        403,
                        new StatusBuilder()
                                .withCode(403)
                                .withReason("Forbidden")
                                .withMessage("no")
                                .build())
                .always();
    }

    @Test
    void a_cluster_that_does_not_answer_is_one_finding() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        Config nowhere = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + port)
                .withRequestRetryBackoffLimit(0)
                .build();
        try (KubernetesClient silent =
                new KubernetesClientBuilder().withConfig(nowhere).build()) {
            ControlPlaneReport report = ControlPlane.builder(Kubernetes.of(silent))
                    .layout(Layout.of(Component.required("apiserver", Selector.container("x"))))
                    .build()
                    .run();
            assertThat(report.isHealthy()).isFalse();
            assertThat(report.report().findings().get(0).check()).isEqualTo("kubernetes");
            assertThat(report.report().findings().get(0).evidence())
                    .contains("no answer from http://127.0.0.1:" + port)
                    .contains("ConnectException");
            assertThat(report.report().findings())
                    .filteredOn(each -> each.severity() == Severity.CRITICAL)
                    .hasSize(1);
        }
    }

    @Test
    void several_namespaces_are_one_control_plane() {
        new Installed(client, "one").whole();
        new Installed(client, "two").deployment("agent", Map.of("app", "agent"), "k8s-glue", "agent:1", 1, 1);
        ControlPlaneReport report = builder().namespaces("one", "two").build().run();
        assertThat(report.report().findings()).isEmpty();
        assertThat(report.component("agent").orElseThrow().workloads())
                .singleElement()
                .satisfies(workload -> assertThat(workload.namespace()).isEqualTo("two"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder().namespaces("Not a name"));
    }

    @Test
    void the_enterprise_chart_is_found_by_a_guess() {
        installed.deployment(
                "clearml-enterprise-apiserver",
                Map.of("app.kubernetes.io/name", "clearml-enterprise"),
                "clearml-apiserver",
                "clearml/server:3.29.1",
                2,
                2);
        installed.deployment(
                "clearml-enterprise-apiserver-asyncdelete",
                Map.of("app.kubernetes.io/name", "clearml-enterprise"),
                "clearml-apiserver",
                "clearml/server:3.29.1",
                1,
                1);
        installed.deployment("df", Map.of("app.kubernetes.io/name", "dragonfly"), "dragonfly", "dragonfly:1", 1, 1);
        ControlPlaneReport report = builder()
                .layout(Layout.enterpriseChart("clearml-enterprise"))
                .build()
                .run();
        assertThat(state(report, "apiserver")).isEqualTo(State.HEALTHY);
        assertThat(state(report, "async delete")).isEqualTo(State.HEALTHY);
        assertThat(state(report, "redis")).isEqualTo(State.HEALTHY);
        assertThat(state(report, "mongodb")).isEqualTo(State.MISSING);
        assertThat(state(report, "app gateway")).isEqualTo(State.ABSENT);
    }

    @Test
    void the_enterprise_chart_is_found_under_todays_names() {
        for (String workload : List.of(
                "control-plane-valkey-primary",
                "control-plane-metrics-exporter",
                "control-plane-platform-management-server",
                "presign-service",
                "gateway",
                "mongodb-kubernetes-operator",
                "orchestrator")) {
            installed.deployment(workload, Map.of(), "main", "image:1", 1, 1);
        }
        ControlPlaneReport report = builder()
                .layout(Layout.enterpriseChart("control-plane"))
                .build()
                .run();
        for (String found : List.of(
                "redis",
                "metrics exporter",
                "platform management",
                "presign service",
                "app gateway",
                "mongodb operator",
                "agent")) {
            assertThat(state(report, found)).as(found).isEqualTo(State.HEALTHY);
        }
        assertThat(state(report, "mongodb")).isEqualTo(State.MISSING);
        assertThat(report.others()).isEmpty();
    }

    @Test
    void no_secret_of_a_pod_is_in_a_report() {
        installed.whole();
        replace("clearml-apiserver-5d9-0", Installed::crashing);
        ready("clearml-apiserver", 0);
        ControlPlaneReport report = run();
        assertThat(client.pods()
                        .inNamespace(NAMESPACE)
                        .withName("clearml-apiserver-5d9-0")
                        .get()
                        .toString())
                .contains(Installed.SECRET);
        assertThat(List.of(
                        report.toText(),
                        report.toJson(),
                        report.components().toString(),
                        report.report().findings().toString()))
                .noneMatch(text -> text.contains(Installed.SECRET));
    }

    @Test
    void programs_get_the_same_as_json() throws IOException {
        installed.whole();
        replace("clearml-apiserver-5d9-0", Installed::crashing);
        ready("clearml-apiserver", 0);
        String json = run().toJson();
        assertThat(Schema.misfits(Report.jsonSchema(), json)).isEmpty();
        JsonNode report = JsonMapper.builder().build().readTree(json);
        assertThat(report.path("findings").path(0).path("check").asText()).isEqualTo("apiserver");
        assertThat(report.path("healthy").asBoolean(true)).isFalse();
        assertThat(report.path("time").asText()).isEqualTo("2026-03-01T12:00:00Z");
        JsonNode api = report.path("components").path(1);
        assertThat(api.path("state").asText()).isEqualTo("DOWN");
        assertThat(api.path("workloads").path(0).path("desired").asInt()).isEqualTo(1);
        JsonNode container = api.path("workloads")
                .path(0)
                .path("pods")
                .path(0)
                .path("containers")
                .path(0);
        assertThat(container.path("image").path("tag").asText()).isEqualTo("2.3.0");
        assertThat(container.path("ended").path("exit_code").asInt()).isEqualTo(137);
        assertThat(container.path("ended").path("finished").asText()).isEqualTo("2026-03-01T11:55:00Z");
        assertThat(report.path("server").isMissingNode()).isTrue();
    }
}
