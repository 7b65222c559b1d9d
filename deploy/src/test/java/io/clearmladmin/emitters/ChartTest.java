package io.clearmladmin.emitters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chart takes, what it refuses, and what it makes. */
class ChartTest {

    private static final String NAMES = "# names: ";

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("io.clearmladmin.emitters.Chart#right")
    void a_right_values_file_is_taken_without_a_complaint(Path values) throws IOException {
        LintResult lint = Chart.lint(values, folder);
        assertThat(lint.isFailed()).as(lint.getMessages().toString()).isFalse();
        assertThat(Chart.objects(values)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.clearmladmin.emitters.Chart#wrong")
    void a_wrong_values_file_is_refused_and_the_message_names_the_value(Path values) throws IOException {
        String named = Files.readAllLines(values).get(0);
        assertThat(named).startsWith(NAMES);
        assertThatThrownBy(() -> Chart.objects(values)).hasMessageContaining(named.substring(NAMES.length()));
    }

    @ParameterizedTest
    @MethodSource("io.clearmladmin.emitters.Chart#right")
    void pods_fit_pod_security_restricted_and_write_to_volumes_alone(Path values) {
        for (ChartPod pod : ChartPod.of(Chart.objects(values))) {
            JsonNode context = pod.spec().path("securityContext");
            assertThat(context.path("runAsNonRoot").asBoolean()).as(pod.name()).isTrue();
            assertThat(context.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            JsonNode own = pod.container().path("securityContext");
            assertThat(own.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
            assertThat(own.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(ChartPod.texts(own.at("/capabilities/drop"))).containsExactly("ALL");
            assertThat(pod.spec().path("automountServiceAccountToken").asBoolean())
                    .as(pod.name())
                    .isEqualTo(pod.arguments().stream().anyMatch(word -> word.startsWith("pods-")));
        }
    }

    @Test
    void the_vendors_values_file_needs_nothing_else_and_what_it_does_is_said() {
        List<JsonNode> objects = Chart.objects(Chart.right("guide"));
        assertThat(programs(objects)).containsExactlyInAnyOrder("pods-monitor", "pods-inventory", "company-inventory");
        assertThat(ChartPod.of(objects, "pods-monitor").environment())
                .containsEntry("CLEARML_PODS_MONITOR_UUID", "70e5a1bb-9a3c-4a58-8d3a-b6a1d2b6b0f1")
                .containsEntry("CLEARML_PODS_CHECK_INTERVAL_SECONDS", "60")
                .containsEntry("CLEARML_API_HOST", "https://api.clearml.example")
                .containsEntry("CLEARML_EVENTS_TO", "api-server");
        assertThat(Chart.object(objects, "CronJob", "emitters-pods-inventory")
                        .at("/spec/schedule")
                        .asText())
                .isEqualTo("@daily");
        assertThat(Chart.notes(Chart.right("guide")))
                .contains("rollout status deployment/emitters-pods-monitor")
                .contains("kafka.brokers is not set, so events go through the API server")
                .contains("- global.imageCredentials (images are pulled with image.pullSecrets)");
        assertThat(Chart.notes(Chart.right("vendor-redis")))
                .contains("publish to Kafka at kafka.example:9092")
                .contains("- redis (Kafka or a volume remembers what was published)", "- global.redis")
                .contains("lifecycle, inventory and, compacted, clearml-admin-state must exist");
        assertThat(Chart.notes(Chart.right("pods-alone"))).doesNotContain("Accepted, but");
    }

    private static Set<String> programs(List<JsonNode> objects) {
        return ChartPod.of(objects).stream()
                .filter(pod -> pod.arguments().size() == 1)
                .map(pod -> pod.arguments().get(0))
                .collect(Collectors.toSet());
    }

    @Test
    void cron_jobs_are_of_the_version_that_the_cluster_has() {
        Path values = Chart.right("guide-and-kafka");
        assertThat(Chart.text(values, "1.20.2"))
                .contains("apiVersion: batch/v1beta1\nkind: CronJob")
                .doesNotContain("apiVersion: batch/v1\n");
        assertThat(Chart.text(values, "1.21.0"))
                .contains("apiVersion: batch/v1\nkind: CronJob")
                .doesNotContain("v1beta1");
    }

    @Test
    void one_monitor_is_replaced_and_of_two_one_waits_for_the_others_lease() {
        List<JsonNode> one = Chart.objects(Chart.right("guide-and-kafka"));
        JsonNode alone = Chart.object(one, "Deployment", "emitters-pods-monitor");
        assertThat(alone.at("/spec/replicas").asInt()).isEqualTo(1);
        assertThat(alone.at("/spec/strategy/type").asText()).isEqualTo("Recreate");
        assertThat(kinds(one)).doesNotContain("Role");

        List<JsonNode> two = Chart.objects(Chart.right("lease"));
        JsonNode both = Chart.object(two, "Deployment", "emitters-pods-monitor");
        assertThat(both.at("/spec/replicas").asInt()).isEqualTo(2);
        assertThat(both.at("/spec/strategy/type").asText()).isEqualTo("RollingUpdate");
        assertThat(ChartPod.of(two, "pods-monitor").environment())
                .containsEntry("CLEARML_PODS_MONITOR_LEASE", "clearml-events/emitters-pods-monitor");
        assertThat(Chart.object(two, "Role", "emitters-lease").toString())
                .contains("\"leases\"", "\"resourceNames\":[\"emitters-pods-monitor\"]");
    }

    private static List<String> kinds(List<JsonNode> objects) {
        return objects.stream().map(object -> object.path("kind").asText()).toList();
    }

    @Test
    void a_changed_setting_rolls_the_pods_and_a_changed_secret_is_read_by_them() {
        Path values = Chart.right("kafka-login");
        String before = checksum(values);
        assertThat(checksum(values, "kafka.topics.lifecycle=other")).isNotEqualTo(before);
        assertThat(checksum(values, "kafka.password=other")).isEqualTo(before);
        assertThat(ChartPod.of(Chart.objects(values), "pods-monitor").environment())
                .containsKeys(
                        "CLEARML_API_SECRET_KEY_FILE",
                        "CLEARML__SECURE__KAFKA__CUSTOM_EVENTS__sasl_plain_password_FILE");
    }

    private static String checksum(Path values, String... sets) {
        return Chart.object(Chart.objects(values, sets), "Deployment", "emitters-pods-monitor")
                .at("/spec/template/metadata/annotations/checksum~1settings")
                .asText();
    }

    @Test
    void credentials_stand_in_secrets_alone() {
        String text = Chart.text(Chart.right("kafka-login"), Chart.KUBERNETES);
        for (JsonNode object : Chart.parse(text)) {
            if (!object.path("kind").asText().equals("Secret")) {
                assertThat(object.toString()).doesNotContain("SECRET\"", "a: {b} #c");
            }
        }
        assertThat(Chart.object(Chart.parse(text), "Secret", "emitters-kafka")
                        .at("/stringData/password")
                        .asText())
                .isEqualTo("a: {b} #c");
        assertThat(kinds(Chart.objects(Chart.right("existing-secrets")))).doesNotContain("Secret");
    }

    @Test
    void a_network_policy_opens_the_ports_that_are_set_and_no_others() {
        JsonNode policy = Chart.object(Chart.objects(Chart.right("network")), "NetworkPolicy", "emitters");
        List<Integer> ports = new ArrayList<>();
        policy.at("/spec/egress/1/ports")
                .forEach(port -> ports.add(port.path("port").asInt()));
        assertThat(ports).containsExactlyInAnyOrder(9095, 9096, 8008, 6443);
        assertThat(policy.at("/spec/ingress/0/ports/0/port").asInt()).isEqualTo(8080);
        assertThat(Chart.text(Chart.right("guide"), Chart.KUBERNETES, "networkPolicy.enabled=true"))
                .contains("- port: 443", "- port: 6443")
                .doesNotContain("9092");
    }

    @Test
    void only_what_waits_for_prometheus_is_scraped() {
        List<JsonNode> objects = Chart.objects(Chart.right("service-monitor"));
        JsonNode service = Chart.object(objects, "Service", "emitters");
        JsonNode monitor = Chart.object(objects, "ServiceMonitor", "emitters");
        monitor.at("/spec/selector/matchLabels")
                .properties()
                .forEach(label -> assertThat(service.path("metadata")
                                .path("labels")
                                .path(label.getKey())
                                .asText())
                        .isEqualTo(label.getValue().asText()));
        JsonNode labels =
                Chart.object(objects, "Deployment", "emitters-pods-monitor").at("/spec/template/metadata/labels");
        service.at("/spec/selector")
                .properties()
                .forEach(label -> assertThat(labels.path(label.getKey()).asText())
                        .isEqualTo(label.getValue().asText()));
        assertThat(monitor.at("/metadata/labels/release").asText()).isEqualTo("kube-prometheus-stack");
        assertThat(kinds(Chart.objects(Chart.right("pod-monitor"))))
                .contains("PodMonitor")
                .doesNotContain("ServiceMonitor", "Service");
        assertThat(kinds(Chart.objects(Chart.right("guide")))).doesNotContain("PodMonitor", "ServiceMonitor");
    }

    @Test
    void an_image_is_taken_by_its_digest_and_from_its_registry() {
        JsonNode spec =
                ChartPod.of(Chart.objects(Chart.right("image")), "pods-monitor").spec();
        assertThat(spec.at("/containers/0/image").asText())
                .isEqualTo("registry.example:5000/platform/emitters@sha256:" + "0123456789abcdef".repeat(4));
        assertThat(spec.at("/imagePullSecrets/0/name").asText()).isEqualTo("registry");
        assertThat(ChartPod.of(Chart.objects(Chart.right("guide"), "image.tag=1.2.3"), "pods-monitor")
                        .container()
                        .path("image")
                        .asText())
                .isEqualTo("clearml-admin-emitters:1.2.3");
    }

    @Test
    void a_volume_is_there_for_what_goes_through_the_api_server_and_stays_after_an_uninstall() {
        List<JsonNode> objects = Chart.objects(Chart.right("volume"));
        JsonNode claim = Chart.object(objects, "PersistentVolumeClaim", "emitters-company-monitor");
        assertThat(claim.at("/metadata/annotations/helm.sh~1resource-policy").asText())
                .isEqualTo("keep");
        assertThat(claim.at("/spec/storageClassName").asText()).isEqualTo("fast");
        ChartPod monitor = ChartPod.of(objects, "company-monitor");
        assertThat(monitor.volume(monitor.environment().getOrDefault("CLEARML_EVENTS_JOURNAL", ""))
                        .at("/persistentVolumeClaim/claimName")
                        .asText())
                .isEqualTo("emitters-company-monitor");
        assertThat(kinds(Chart.objects(Chart.right("api-server-way")))).doesNotContain("PersistentVolumeClaim");
        assertThat(kinds(Chart.objects(Chart.right("guide-and-kafka")))).doesNotContain("PersistentVolumeClaim");
    }

    @Test
    void helm_test_checks_the_configuration_of_each_program_with_its_own_account() throws IOException {
        assertThat(Files.readString(Chart.FOLDER.resolve("templates/tests/check.yaml")))
                .contains("helm.sh/hook: test");
        Map<String, String> checks = ChartPod.of(Chart.tests(Chart.right("company-monitor"), folder)).stream()
                .collect(Collectors.toMap(
                        pod -> pod.arguments().get(1),
                        pod -> pod.arguments().get(0) + " "
                                + pod.spec().path("serviceAccountName").asText()));
        assertThat(checks)
                .isEqualTo(Map.of(
                        "pods-monitor", "--check-config emitters-pods-monitor",
                        "pods-inventory", "--check-config emitters-pods-inventory",
                        "company-inventory", "--check-config emitters-company-inventory",
                        "company-monitor", "--check-config emitters-company-monitor"));
    }

    @Test
    void a_baseline_runs_instead_of_the_monitor_with_its_account() {
        List<JsonNode> objects = Chart.objects(Chart.right("baseline"));
        assertThat(kinds(objects)).contains("Job").doesNotContain("Deployment");
        JsonNode job = Chart.object(objects, "Job", "emitters-pods-monitor-baseline");
        assertThat(ChartPod.texts(job.at("/spec/template/spec/containers/0/args")))
                .containsExactly("--baseline", "pods-monitor");
        assertThat(job.at("/spec/template/spec/serviceAccountName").asText()).isEqualTo("emitters-pods-monitor");
        assertThat(rules("baseline", "pods-monitor")).contains("ClusterRole pods get,list,watch");
        assertThat(Chart.notes(Chart.right("baseline")))
                .contains("wait --for=condition=complete job/emitters-pods-monitor-baseline");
    }

    @Test
    void rights_are_those_of_what_is_set() {
        assertThat(rules("guide-and-kafka", "pods-monitor"))
                .containsExactlyInAnyOrder("ClusterRole namespaces get kube-system", "ClusterRole pods get,list,watch");
        assertThat(rules("guide-and-kafka", "pods-inventory"))
                .containsExactlyInAnyOrder("ClusterRole namespaces get kube-system", "ClusterRole pods list");
        assertThat(rules("one-namespace", "pods-monitor")).containsExactly("Role team-a pods get,list,watch");
        assertThat(rules("many-namespaces", "pods-inventory"))
                .contains("Role team-b pods list", "Role team-c namespaces get")
                .hasSize(7);
        assertThat(rules("namespaces-by-label", "pods-inventory")).contains("ClusterRole namespaces list");
        assertThat(rules("namespaces-by-label", "pods-monitor")).contains("ClusterRole namespaces list,watch");
        assertThat(rules("nodes-and-tasks", "pods-monitor")).contains("ClusterRole nodes list,watch");
        assertThat(rules("nodes-and-tasks", "pods-inventory")).contains("ClusterRole nodes list");
        assertThat(rules("guide", "company-inventory")).isEmpty();
        assertThat(kinds(Chart.objects(Chart.right("without-rights"))))
                .doesNotContain("ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding");
    }

    private static List<String> rules(String values, String program) {
        List<String> rules = new ArrayList<>();
        for (JsonNode role : Chart.objects(Chart.right(values))) {
            boolean isRole = role.path("kind").asText().endsWith("Role");
            if (isRole && role.at("/metadata/name").asText().endsWith("-" + program)) {
                String namespace = role.at("/metadata/namespace").asText();
                role.path("rules")
                        .forEach(rule -> rules.add((role.path("kind").asText() + " " + namespace).strip() + " "
                                + rule.at("/resources/0").asText() + " "
                                + String.join(",", ChartPod.texts(rule.path("verbs")))
                                + (rule.has("resourceNames")
                                        ? " " + rule.at("/resourceNames/0").asText()
                                        : "")));
            }
        }
        return rules;
    }
}
