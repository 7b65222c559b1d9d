package io.clearmladmin.k8s;

import io.clearmladmin.k8s.NodeReader.Node;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The labels of the nodes there are, and for a day of those that are gone: a spot node is, before the end of its pods is seen.
 * For many threads.
 */
final class NodeStore {

    // Kubernetes is made for 5,000 nodes.
    static final int MOST = 20_000;
    static final int MOST_GONE = 10_000;
    static final Duration GONE_FOR = Duration.ofDays(1);

    private final Clock clock;
    private final Map<String, NodeLabels> present = new HashMap<>();
    private final Map<String, Gone> gone = new LinkedHashMap<>();

    NodeStore(Clock clock) {
        this.clock = clock;
    }

    private record Gone(NodeLabels labels, Instant since) {}

    synchronized Optional<NodeLabels> of(String name) {
        NodeLabels labels = present.get(name);
        if (labels != null) {
            return Optional.of(labels);
        }
        Gone was = gone.get(name);
        return was == null || isOld(was) ? Optional.empty() : Optional.of(was.labels());
    }

    synchronized void put(Node node) {
        if (present.size() < MOST || present.containsKey(node.name())) {
            present.put(node.name(), node.labels());
            gone.remove(node.name());
        }
    }

    synchronized void remove(String name) {
        NodeLabels labels = present.remove(name);
        if (labels != null) {
            gone.put(name, new Gone(labels, clock.instant()));
            Iterator<Gone> oldest = gone.values().iterator();
            while (oldest.hasNext() && (isOld(oldest.next()) || gone.size() > MOST_GONE)) {
                oldest.remove();
            }
        }
    }

    /** What is not in a whole list is gone. */
    synchronized void keepOnly(Set<String> listed) {
        Set<String> missing = new HashSet<>(present.keySet());
        missing.removeAll(listed);
        missing.forEach(this::remove);
    }

    synchronized int size() {
        return present.size();
    }

    private boolean isOld(Gone was) {
        return !was.since().plus(GONE_FOR).isAfter(clock.instant());
    }
}
