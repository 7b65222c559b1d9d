package io.clearmladmin.k8s.events;

import io.clearmladmin.k8s.NodeLabels;
import io.clearmladmin.k8s.NodeWatch;
import io.clearmladmin.k8s.TaskLookup;
import io.clearmladmin.k8s.TaskPod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a monitor's events say of a pod beyond the pod itself: what its node is, and its task. Joined when an event is made, so that nothing of
 * it is kept for each pod. Nothing of it holds an event up: what is not known in time is absent.
 */
final class PodDetails implements AutoCloseable {

    // Once, at the start.
    private static final Duration FIRST_SYNC = Duration.ofSeconds(15);

    private final @Nullable NodeWatch nodes;
    private final @Nullable TaskLookup tasks;
    // Of nodes that may have gone while nobody watched. Of the session's thread.
    private Map<String, NodeLabels> published = Map.of();

    PodDetails(@Nullable NodeWatch nodes, @Nullable TaskLookup tasks) {
        this.nodes = nodes;
        this.tasks = tasks;
    }

    /** Says nothing. */
    static PodDetails none() {
        return new PodDetails(null, null);
    }

    /** Begins with what was published of nodes, and waits until they are known, where they may be read. */
    void start(Map<String, NodeLabels> remembered) throws InterruptedException {
        if (nodes != null) {
            published = remembered;
            nodes.start();
            boolean unused = nodes.awaitFirstSync(FIRST_SYNC);
        }
    }

    /** Looks up the tasks of pods of which events are about to be made: all at once, and for a few seconds at most. */
    void load(List<TaskPod> pods) {
        if (tasks != null && !pods.isEmpty()) {
            tasks.load(pods);
        }
    }

    void addTo(Map<String, Object> data, TaskPod pod) {
        pod.node().flatMap(this::labels).ifPresent(labels -> NodeData.add(data, labels));
        addTask(data, pod);
    }

    /** Adds what is known of the pod's task by now, and its tenant's name. */
    void addTask(Map<String, Object> data, TaskPod pod) {
        if (tasks != null) {
            TaskData.add(data, tasks.details(pod));
        }
    }

    private Optional<NodeLabels> labels(String node) {
        return nodes == null ? Optional.empty() : nodes.labels(node).or(() -> Optional.ofNullable(published.get(node)));
    }

    @Override
    public void close() {
        if (nodes != null) {
            nodes.close();
        }
    }
}
