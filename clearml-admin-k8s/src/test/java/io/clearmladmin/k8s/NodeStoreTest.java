package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.house.TestClock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NodeStoreTest {

    private static final NodeLabels LABELS = NodeLabels.of(Map.of("topology.kubernetes.io/zone", "eu-1a"));

    private final TestClock clock = new TestClock();
    private final NodeStore nodes = new NodeStore(clock);

    private void put(String name) {
        nodes.put(new NodeReader.Node(name, "1", LABELS));
    }

    @Test
    void a_deleted_node_is_known_for_a_day() {
        put("spot");
        nodes.remove("spot");
        clock.forward(NodeStore.GONE_FOR.minus(Duration.ofSeconds(1)));
        assertThat(nodes.of("spot")).contains(LABELS);
        clock.forward(Duration.ofSeconds(1));
        assertThat(nodes.of("spot")).isEmpty();
    }

    @Test
    void a_node_that_is_not_in_a_whole_list_counts_as_deleted() {
        put("stays");
        put("went");
        nodes.keepOnly(Set.of("stays"));
        assertThat(nodes.size()).isEqualTo(1);
        assertThat(nodes.of("went")).contains(LABELS);
    }

    @Test
    void no_more_than_ten_thousand_deleted_nodes_and_twenty_thousand_others_are_known() {
        for (int number = 0; number <= NodeStore.MOST_GONE; number++) {
            put("spot-" + number);
            nodes.remove("spot-" + number);
        }
        assertThat(nodes.of("spot-0")).isEmpty();
        assertThat(nodes.of("spot-1")).contains(LABELS);
        for (int number = 0; number <= NodeStore.MOST; number++) {
            put("node-" + number);
        }
        assertThat(nodes.size()).isEqualTo(NodeStore.MOST);
    }
}
