package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.k8s.KubernetesException.Reason;
import io.clearmladmin.k8s.TaskPod.State;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Task pods of a real API server. */
@Tag(KubeApi.TAG)
class PodsApiTest {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    private Path folder;

    private KubeApi api;
    private PodLives lives;
    private PodQuery query;
    private Kubernetes kubernetes;

    @BeforeEach
    void connect() {
        api = KubeApi.shared();
        lives = api.pods(api.namespace("pods"));
        query = PodQuery.inNamespace(lives.namespace());
        kubernetes = api.connect();
    }

    @AfterEach
    void close() {
        if (kubernetes != null) {
            kubernetes.close();
        }
    }

    @Test
    void pods_of_new_and_old_agents_are_listed_once_and_others_are_not() {
        lives.create(PodLives.taskId(1));
        lives.create(
                PodLives.taskId(2),
                pod -> pod.editMetadata().withLabels(Map.of("TRAINS", "agent")).endMetadata());
        lives.create(
                PodLives.taskId(3),
                pod -> pod.editMetadata().addToLabels("TRAINS", "agent").endMetadata());
        lives.create(
                PodLives.taskId(4),
                pod -> pod.editMetadata().withLabels(Map.of("app", "other")).endMetadata());
        PodList list = kubernetes.pods().list(query);
        assertThat(list.pods())
                .extracting(TaskPod::taskId)
                .containsExactlyInAnyOrder(PodLives.taskId(1), PodLives.taskId(2), PodLives.taskId(3));
        assertThat(list.snapshot().pods()).isEqualTo(3);
        assertThat(list.snapshot().isConsistent()).isTrue();
        assertThat(list.snapshot().asOf()).isNotEmpty();
        assertThat(kubernetes.pods().list(query.withoutOldAgents()).pods()).hasSize(2);
        assertThat(kubernetes.pods().list(query.agent("agent")).pods())
                .extracting(TaskPod::taskId)
                .containsExactly(PodLives.taskId(2));
        assertThat(kubernetes.pods().list(query.queueName("gpu-queue")).pods()).hasSize(2);
        assertThat(kubernetes
                        .pods()
                        .list(query.labels("app=" + PodLives.CANARY))
                        .pods())
                .hasSize(2);
    }

    @Test
    void a_list_of_several_pages_is_of_one_version_and_has_each_pod_once() {
        createMany(1_203);
        List<TaskPod> pods = new ArrayList<>();
        Snapshot snapshot = kubernetes.pods().forEach(query, pod -> {
            if (pods.isEmpty()) {
                // Not of the version that is being read.
                lives.create("f".repeat(32));
            }
            pods.add(pod);
        });
        assertThat(pods).hasSize(1_203).extracting(TaskPod::uid).doesNotHaveDuplicates();
        assertThat(snapshot.isConsistent()).isTrue();
    }

    @Test
    void a_list_goes_on_when_its_version_is_forgotten_and_says_that_the_rest_is_newer() throws Exception {
        try (KubeApi own = KubeApi.start()) {
            lives = own.pods(own.namespace("forgotten"));
            createMany(1_203);
            List<TaskPod> pods = new ArrayList<>();
            try (Kubernetes connection = own.connect()) {
                Snapshot snapshot = connection.pods().forEach(PodQuery.allNamespaces(), pod -> {
                    if (pods.isEmpty()) {
                        // Something must have happened since, for the version to be an old one.
                        lives.create("f".repeat(32));
                        lives.delete(PodLives.name("f".repeat(32)));
                        own.compact();
                    }
                    pods.add(pod);
                });
                assertThat(pods).hasSize(1_203).extracting(TaskPod::uid).doesNotHaveDuplicates();
                assertThat(snapshot.isConsistent()).isFalse();
            }
        }
    }

    private void createMany(int count) {
        LongStream.range(0, count).parallel().forEach(number -> lives.create(PodLives.taskId(number)));
    }

    @Test
    void the_pods_of_a_task_are_found_by_label_and_by_name_with_their_ranks() {
        String labelled = PodLives.taskId(1);
        for (int rank : List.of(2, 0, 1)) {
            lives.create(
                    labelled,
                    pod -> pod.editMetadata()
                            .withName(PodLives.name(labelled) + "-" + rank)
                            .endMetadata());
        }
        String named = PodLives.taskId(2);
        lives.create(
                named,
                pod -> pod.editMetadata()
                        .withLabels(Map.of("CLEARML", "agent", "job-name", PodLives.name(named)))
                        .withName(PodLives.name(named) + "-22222")
                        .endMetadata());
        assertThat(kubernetes.pods().ofTask(query, labelled))
                .extracting(pod -> pod.rank().orElseThrow())
                .containsExactlyInAnyOrder(0, 1, 2);
        assertThat(kubernetes.pods().ofTask(query, named)).singleElement().satisfies(pod -> {
            assertThat(pod.rank()).isEmpty();
            assertThat(pod.job()).contains(PodLives.name(named));
        });
        assertThat(kubernetes.pods().ofTask(query, PodLives.taskId(3))).isEmpty();
    }

    @Test
    void pods_and_gpus_are_counted_by_state_tenant_queue_and_node() {
        lives.create(PodLives.taskId(1));
        lives.create(
                PodLives.taskId(2),
                pod -> pod.editSpec()
                        .withNodeName("node-1")
                        .editFirstContainer()
                        .editResources()
                        .withRequests(Map.of("nvidia.com/mig-1g.10gb", new Quantity("2")))
                        .withLimits(Map.of("nvidia.com/mig-1g.10gb", new Quantity("2")))
                        .endResources()
                        .endContainer()
                        .endSpec());
        lives.running(PodLives.name(PodLives.taskId(2)), START);
        lives.create(PodLives.taskId(3));
        lives.ended(PodLives.name(PodLives.taskId(3)), START, START.plusSeconds(60), 1);
        TenantResolver tenants = TenantResolver.byNamespace(Map.of(lives.namespace(), "company-1"));
        PodCounts counts = kubernetes.pods(tenants).count(query);
        Gpus mig = new Gpus(Map.of(), Map.of("nvidia.com/mig-1g.10gb", 2L), 0, Map.of(), Map.of());
        assertThat(counts.total())
                .isEqualTo(new PodCounts.Tally(
                        3, new Gpus(Gpus.nvidia(1).devices(), mig.slices(), 0, Map.of(), Map.of())));
        assertThat(counts.byState())
                .isEqualTo(Map.of(
                        State.PENDING, new PodCounts.Tally(1, Gpus.nvidia(1)),
                        State.RUNNING, new PodCounts.Tally(1, mig),
                        State.FAILED, new PodCounts.Tally(1, Gpus.NONE)));
        assertThat(counts.byTenant()).containsOnlyKeys("company-1");
        assertThat(counts.byQueue()).containsOnlyKeys("gpu-queue");
        assertThat(counts.byNode()).containsOnlyKeys("", "node-1");
    }

    @Test
    void a_missing_right_is_named_with_the_rule_to_add() {
        try (Kubernetes nobody = api.connection(api.userToken(0)).build()) {
            assertThatThrownBy(() -> nobody.pods().list(query))
                    .isInstanceOfSatisfying(KubernetesException.class, e -> {
                        assertThat(e.reason()).isEqualTo(Reason.FORBIDDEN);
                        assertThat(e.status()).isEqualTo(403);
                    })
                    .hasMessageContaining("list pods in namespace " + lives.namespace())
                    .hasMessageContaining("apiGroups: [\"\"], resources: [\"pods\"], verbs: [\"list\"]");
            assertThatThrownBy(() -> nobody.pods().list(PodQuery.allNamespaces()))
                    .hasMessageContaining("list pods in all namespaces")
                    .hasMessageContaining("ClusterRole");
            api.rights().grant(Rights.user(0), lives.namespace(), "pods", "list");
            Await.until("the right is there", Duration.ofSeconds(20), () -> canList(nobody));
        }
    }

    private boolean canList(Kubernetes connection) {
        try {
            connection.pods().list(query);
            return true;
        } catch (KubernetesException e) {
            assertThat(e.reason()).isEqualTo(Reason.FORBIDDEN);
            return false;
        }
    }

    @Test
    void a_token_that_is_wrong_or_has_expired_is_named_but_not_printed() {
        ServiceAccount account = api.rights().createAccount(lives.namespace(), "expired");
        for (String token : List.of("canary-token", api.rights().token(account, Duration.ofSeconds(-30)))) {
            try (Kubernetes stranger = api.connection(token).build()) {
                assertThatThrownBy(() -> stranger.pods().list(query))
                        .isInstanceOfSatisfying(
                                KubernetesException.class,
                                e -> assertThat(e.reason()).isEqualTo(Reason.UNAUTHORIZED))
                        .hasMessageContaining("expired")
                        .hasMessageNotContaining(token);
                assertThat(stranger.toString()).doesNotContain(token);
            }
        }
    }

    @Test
    void a_token_is_requested_again_when_it_is_no_longer_taken() {
        ServiceAccount account = api.rights().createAccount(lives.namespace(), "renewed");
        api.rights().grant(Rights.account(lives.namespace(), "renewed"), lives.namespace(), "pods", "list");
        String[] token = {api.rights().token(account, Duration.ofSeconds(-30))};
        try (Kubernetes renewed = Kubernetes.builder()
                .server(api.server())
                .caCertificate(api.caCertificate())
                .token(() -> token[0])
                .build()) {
            assertThatThrownBy(() -> renewed.pods().list(query)).hasMessageContaining("401");
            token[0] = api.rights().token(account, Duration.ofMinutes(5));
            Await.until("the right is there", Duration.ofSeconds(20), () -> canList(renewed));
        }
    }

    @Test
    void kubeconfig_and_context_lead_to_the_cluster() {
        Path kubeconfig = api.kubeconfig(api.adminToken());
        lives.create(PodLives.taskId(1));
        for (Kubernetes.Builder builder : List.of(
                Kubernetes.builder().kubeconfig(kubeconfig),
                Kubernetes.builder().kubeconfig(kubeconfig).context("test"))) {
            try (Kubernetes connection = builder.build()) {
                assertThat(connection.server()).isEqualTo(api.server());
                assertThat(connection.pods().list(query).pods()).hasSize(1);
            }
        }
        assertThatThrownBy(() -> Kubernetes.builder()
                        .kubeconfig(kubeconfig)
                        .context("prod")
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no context 'prod'")
                .hasMessageContaining("[test]");
    }

    @Test
    void a_client_of_the_users_is_worked_through_and_left_open() {
        lives.create(PodLives.taskId(1));
        try (Kubernetes connection = Kubernetes.of(api.admin())) {
            assertThat(connection.pods().list(query).pods()).hasSize(1);
        }
        assertThat(api.admin().pods().inNamespace(lives.namespace()).list().getItems())
                .hasSize(1);
    }

    @Test
    void another_certificate_authority_is_named() throws Exception {
        Path other = Files.writeString(
                folder.resolve("other.pem"),
                new HeldCertificate.Builder().build().certificatePem());
        try (Kubernetes stranger = Kubernetes.builder()
                .server(api.server())
                .caCertificate(other)
                .token(api.adminToken())
                .build()) {
            assertThatThrownBy(() -> stranger.pods().list(query))
                    .isInstanceOfSatisfying(
                            KubernetesException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.TLS))
                    .hasMessageContaining("certificate-authority");
        }
    }

    @Test
    void the_label_of_a_namespace_names_the_tenant() {
        api.admin()
                .namespaces()
                .withName(lives.namespace())
                .edit(namespace -> new NamespaceBuilder(namespace)
                        .editMetadata()
                        .addToLabels("example.org/company", "company-7")
                        .endMetadata()
                        .build());
        lives.create(PodLives.taskId(1));
        TenantResolver tenants = TenantResolver.byNamespaceLabel(kubernetes, "example.org/company");
        assertThat(kubernetes.pods(tenants).list(query).pods())
                .extracting(TaskPod::tenant)
                .containsExactly(Optional.of("company-7"));
        try (Kubernetes reader = api.connection(api.userToken(1)).build()) {
            api.rights().grant(Rights.user(1), lives.namespace(), "pods", "list");
            Await.until("the right is there", Duration.ofSeconds(20), () -> canList(reader));
            TenantResolver refused = TenantResolver.byNamespaceLabel(reader, "example.org/company");
            assertThat(reader.pods(refused).list(query).pods())
                    .extracting(TaskPod::tenant)
                    .containsExactly(Optional.empty());
            assertThat(refused.failures()).isEqualTo(1);
        }
    }

    @Test
    void a_cluster_has_an_id_that_is_the_same_for_all_who_may_read_it_and_an_address_for_the_others() {
        String uid = api.admin()
                .namespaces()
                .withName("kube-system")
                .get()
                .getMetadata()
                .getUid();
        assertThat(kubernetes.clusterId()).isEqualTo(uid);
        try (Kubernetes reader = api.connection(api.userToken(2)).build()) {
            assertThat(reader.clusterId()).isEqualTo(api.server().toString());
            api.rights().grantEverywhere(Rights.user(2), "namespaces", "get");
            Await.until(
                    "the right is there",
                    Duration.ofSeconds(20),
                    () -> reader.clusterId().equals(uid));
        }
    }

    @Test
    void nothing_secret_of_a_pod_or_a_login_is_kept_printed_or_logged() {
        lives.create(PodLives.taskId(1));
        lives.status(
                PodLives.name(PodLives.taskId(1)),
                "{\"phase\":\"Failed\",\"containerStatuses\":[{\"name\":\"a\",\"image\":\"\",\"imageID\":\"\",\"ready\":false,"
                        + "\"restartCount\":0,\"state\":{\"terminated\":{\"exitCode\":1,\"message\":\""
                        + PodLives.CANARY
                        + "\"}}}]}");
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        root.setLevel(Level.TRACE);
        try (Kubernetes own = Kubernetes.builder()
                .kubeconfig(api.kubeconfig(api.adminToken()))
                .build()) {
            PodList list = own.pods().list(query);
            assertThat(list.toString())
                    .contains(PodLives.taskId(1))
                    .doesNotContain(PodLives.CANARY)
                    .doesNotContain(api.adminToken());
            assertThat(own.toString()).doesNotContain(api.adminToken());
        } finally {
            root.setLevel(before);
            root.detachAppender(log);
        }
        assertThat(List.copyOf(log.list))
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(line -> line.contains(PodLives.CANARY) || line.contains(api.adminToken()));
    }
}
