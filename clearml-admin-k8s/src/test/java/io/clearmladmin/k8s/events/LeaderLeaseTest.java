package io.clearmladmin.k8s.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.k8s.Await;
import io.clearmladmin.k8s.KubeApi;
import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.k8s.KubernetesException;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On a real API server. How long what takes, {@link LeaderElectionTest} knows, whose clock is its own. */
@Tag(KubeApi.TAG)
class LeaderLeaseTest {

    private static final Duration LEASE = Duration.ofSeconds(3);
    // Whoever waited for its end would be seen to wait, however busy the machine is.
    private static final Duration LONG_LEASE = Duration.ofSeconds(50);
    private static final String[] VERBS = {"get", "create", "update"};

    private static KubeApi api;

    private String namespace;
    private Kubernetes cluster;

    // Of its own, since it is made to stand still.
    @BeforeAll
    static void startServer() {
        api = KubeApi.start();
    }

    @AfterAll
    static void stopServer() {
        if (api != null) {
            api.close();
        }
    }

    @BeforeEach
    void start() {
        namespace = api.namespace("lease");
        grant("user-1", VERBS);
        cluster = api.connection(api.userToken(1)).build();
    }

    @AfterEach
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    private void grant(String user, String... verbs) {
        api.admin()
                .rbac()
                .roles()
                .inNamespace(namespace)
                .resource(new RoleBuilder()
                        .withNewMetadata()
                        .withName(user)
                        .endMetadata()
                        .addNewRule()
                        .withApiGroups("coordination.k8s.io")
                        .withResources("leases")
                        .withVerbs(verbs)
                        .endRule()
                        .build())
                .createOr(existing -> existing.update());
        api.admin()
                .rbac()
                .roleBindings()
                .inNamespace(namespace)
                .resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName(user)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", user)
                        .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
                        .build())
                .createOr(existing -> existing.update());
    }

    private static void end(LeaderLease lease) {
        lease.close();
    }

    private LeaderLease lease(Kubernetes kubernetes, String who) {
        return lease(kubernetes, who, LEASE);
    }

    private LeaderLease lease(Kubernetes kubernetes, String who, Duration duration) {
        return LeaderLease.builder(kubernetes, namespace, "pods-monitor")
                .identity(who)
                .duration(duration)
                .retryEvery(Duration.ofMillis(250))
                .build();
    }

    @Test
    void one_works_at_a_time_and_goes_on_renewing() throws Exception {
        Heard heardFirst = new Heard();
        Heard heardSecond = new Heard();
        try (LeaderLease first = lease(cluster, "first");
                LeaderLease second = lease(cluster, "second")) {
            first.start(heardFirst);
            assertThat(heardFirst.next()).isEqualTo("acquired");
            second.start(heardSecond);
            assertThat(heardSecond.news.poll(2 * LEASE.toMillis(), TimeUnit.MILLISECONDS))
                    .as("the first goes on renewing")
                    .isNull();
            assertThat(first.isHeld()).isTrue();
            assertThat(second.isHeld()).isFalse();
            assertThat(second.holder().orElseThrow()).startsWith("first_");
        }
    }

    @Test
    void when_one_is_closed_the_other_takes_over_at_once() throws Exception {
        Heard heardFirst = new Heard();
        Heard heardSecond = new Heard();
        try (LeaderLease first = lease(cluster, "first", LONG_LEASE);
                LeaderLease second = lease(cluster, "second", LONG_LEASE)) {
            first.start(heardFirst);
            assertThat(heardFirst.next()).isEqualTo("acquired");
            second.start(heardSecond);
            Await.until(
                    "it waits for the first", LONG_LEASE, () -> second.holder().isPresent());
            long closed = System.nanoTime();
            end(first);
            assertThat(heardFirst.next()).isEqualTo("lost");
            assertThat(heardSecond.next()).isEqualTo("acquired");
            assertThat(Duration.ofNanos(System.nanoTime() - closed)).isLessThan(LONG_LEASE.dividedBy(2));
        }
        assertThat(heardSecond.next()).isEqualTo("lost");
    }

    @Test
    void when_the_holder_is_killed_the_other_takes_over_at_the_end_of_the_lease() throws Exception {
        Process killed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        LeaseProcess.class.getName(),
                        api.server().toString(),
                        api.caCertificate().toString(),
                        api.userToken(1),
                        namespace,
                        "pods-monitor",
                        Long.toString(LEASE.toSeconds()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Heard heard = new Heard();
        try (BufferedReader lines = killed.inputReader();
                LeaderLease other = lease(cluster, "other")) {
            String line = lines.readLine();
            while (line != null && !line.equals("acquired")) {
                line = lines.readLine();
            }
            assertThat(line).isEqualTo("acquired");
            other.start(heard);
            assertThat(heard.news.poll(LEASE.toMillis(), TimeUnit.MILLISECONDS)).isNull();
            Instant renewed = new KubernetesLeaseStore(cluster, namespace, "pods-monitor")
                    .read()
                    .orElseThrow()
                    .renewed();
            killed.toHandle().destroyForcibly();
            assertThat(heard.next()).isEqualTo("acquired");
            Duration since = Duration.between(renewed, Instant.now());
            System.out.println("taken over " + since.toMillis() + " ms after it was renewed last, or last but one");
            assertThat(since).isGreaterThanOrEqualTo(LEASE);
        } finally {
            killed.destroyForcibly();
        }
    }

    @Test
    void a_holder_lets_go_when_the_server_stands_still_and_comes_back_with_it() throws Exception {
        Heard heard = new Heard();
        try (LeaderLease lease = lease(cluster, "first")) {
            lease.start(heard);
            assertThat(heard.next()).isEqualTo("acquired");
            api.pause();
            try {
                assertThat(heard.nextBut("failed UNREACHABLE")).isEqualTo("lost");
                assertThat(lease.isHeld()).isFalse();
            } finally {
                api.resume();
            }
            assertThat(heard.nextBut("failed UNREACHABLE")).isEqualTo("acquired");
        }
    }

    @Test
    void a_missing_right_is_named_and_it_is_held_when_it_was_given() throws Exception {
        Heard heard = new Heard();
        try (Kubernetes poor = api.connection(api.userToken(2)).build();
                LeaderLease lease = lease(poor, "poor")) {
            lease.start(heard);
            assertThat(heard.next()).isEqualTo("failed FORBIDDEN");
            assertThat(heard.failure)
                    .hasMessageContaining("could not get the Lease " + namespace + "/pods-monitor")
                    .hasMessageContaining(
                            "apiGroups: [\"coordination.k8s.io\"], resources: [\"leases\"], verbs: [\"get\", \"create\", \"update\"]");
            grant("user-2", VERBS);
            assertThat(heard.next()).isEqualTo("acquired");
        }
    }

    @Test
    void a_lease_is_started_once_and_can_be_closed_before_and_again() {
        LeaderLease lease = lease(cluster, "first");
        lease.close();
        lease.close();
        assertThatThrownBy(() -> lease.start(new Heard())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> LeaderLease.builder(cluster, namespace, "Pods"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name: ");
        assertThatThrownBy(() -> LeaderLease.builder(cluster, namespace, "a")
                        .retryEvery(Duration.ofSeconds(6))
                        .build())
                .hasMessageContaining("retryEvery: must be at most a third");
    }

    /** What a holder was notified of. */
    private static final class Heard implements LeaderLease.Holder {

        private final BlockingQueue<String> news = new LinkedBlockingQueue<>();
        private volatile @Nullable KubernetesException failure;

        @Override
        public void acquired() {
            news.add("acquired");
        }

        @Override
        public void lost() {
            news.add("lost");
        }

        @Override
        public void failed(KubernetesException why) {
            failure = why;
            news.add("failed " + why.reason());
        }

        String next() throws InterruptedException {
            return news.poll(60, TimeUnit.SECONDS);
        }

        String nextBut(String expected) throws InterruptedException {
            String next = next();
            while (expected.equals(next)) {
                next = next();
            }
            return next;
        }
    }
}
