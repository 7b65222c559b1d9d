package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nodes of a real API server, which is killed and forgets, and rights that are not there. */
@Tag(KubeApi.TAG)
class NodeWatchTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String ZONE = "topology.kubernetes.io/zone";

    private static void until(String what, BooleanSupplier condition) {
        Await.until(what, SOON, condition);
    }

    private static void put(KubernetesClient admin, String name, String zone) {
        admin.nodes()
                .resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels(Map.of(ZONE, zone, "kubernetes.io/hostname", name))
                        .endMetadata()
                        .build())
                .createOr(there -> there.update());
    }

    private static String zone(NodeWatch nodes, String name) {
        return nodes.labels(name).flatMap(NodeLabels::zone).orElse("");
    }

    @Test
    void nodes_that_come_change_and_go_are_known_whatever_happens_to_the_server() throws InterruptedException {
        try (KubeApi api = KubeApi.start();
                Kubernetes kubernetes = api.connect();
                NodeWatch nodes = new NodeWatch(kubernetes.api(), Clock.systemUTC(), Duration.ofSeconds(2))) {
            for (int number = 0; number < 3; number++) {
                put(api.admin(), "node-" + number, "a");
            }
            nodes.start();
            assertThat(nodes.awaitFirstSync(SOON)).isTrue();
            assertThat(zone(nodes, "node-2")).isEqualTo("a");
            assertThat(nodes.problem()).isEmpty();

            put(api.admin(), "node-3", "b");
            until("a new node is known", () -> zone(nodes, "node-3").equals("b"));
            put(api.admin(), "node-0", "c");
            until("a changed label is known", () -> zone(nodes, "node-0").equals("c"));

            api.restart();
            put(api.admin(), "node-4", "d");
            until(
                    "the watch goes on after a restart",
                    () -> zone(nodes, "node-4").equals("d"));

            api.kill();
            until("the watch broke off", () -> nodes.problem().isPresent());
            api.restart();
            api.admin().nodes().withName("node-4").delete();
            put(api.admin(), "node-5", "e");
            api.compact();
            until("what changed meanwhile is known", () -> zone(nodes, "node-5").equals("e"));
            until("it is well again", () -> nodes.problem().isEmpty());
            assertThat(zone(nodes, "node-4")).as("a node that is gone").isEqualTo("d");
            assertThat(kubernetes.nodeLabels().keySet())
                    .containsExactlyInAnyOrder("node-0", "node-1", "node-2", "node-3", "node-5");
        }
    }

    @Test
    void a_missing_right_is_named_and_nodes_are_known_once_it_is_given() throws InterruptedException {
        KubeApi.assumeAssets();
        KubeApi api = KubeApi.shared();
        Subject user = Rights.user(3);
        put(api.admin(), "node-of-rights", "a");
        try (Kubernetes kubernetes = api.connection(api.userToken(3)).build();
                NodeWatch nodes = kubernetes.watchNodes()) {
            nodes.start();
            assertThat(nodes.awaitFirstSync(SOON)).isFalse();
            assertThat(nodes.problem().orElseThrow())
                    .contains("A right is missing", "ClusterRole", "resources: [\"nodes\"]", "verbs: [\"list\"]");
            assertThat(nodes.lastSync()).isEmpty();
            api.rights().grantEverywhere(user, "nodes", "get", "list", "watch");
            until("the nodes are known", () -> zone(nodes, "node-of-rights").equals("a"));
            until("it is well", () -> nodes.problem().equals(Optional.empty()));
        } finally {
            api.rights().revokeEverywhere(user, "nodes");
            api.admin().nodes().withName("node-of-rights").delete();
        }
    }
}
