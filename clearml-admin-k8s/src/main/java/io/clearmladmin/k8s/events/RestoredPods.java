package io.clearmladmin.k8s.events;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.LifecycleJournal.RestoreHandler;
import io.clearmladmin.k8s.NodeLabels;
import io.clearmladmin.k8s.TaskPod.State;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a monitor needs of what its journal remembers, in as little memory as there may be for very many pods: each pod's state and times,
 * and packed what else was said of it, which is needed of those only that went while nobody watched. For one thread.
 */
final class RestoredPods implements RestoreHandler {

    private static final int MOST_NODES = 10_000;

    private final String ofMonitor;
    private final PackedData.Packer packer;
    private final Map<String, PodLife.Published> published = new HashMap<>();
    private final Map<String, PackedData> data = new HashMap<>();
    private final Map<String, NodeLabels> nodes = new HashMap<>();
    private final Map<NodeLabels, NodeLabels> oneOfEach = new HashMap<>();
    private @Nullable Event monitor;

    /** Of the monitor with this source. */
    RestoredPods(String source, PackedData.Packer packer) {
        this.ofMonitor = WatchedTimes.subject(source);
        this.packer = packer;
    }

    @Override
    public void onLast(Event event) {
        if (event.subject().equals(ofMonitor)) {
            monitor = event;
        } else if (PodLife.Published.isOfPod(event)) {
            PodLife.Published.of(event)
                    .ifPresentOrElse(pod -> pod(event, pod), () -> forgotten(PodLife.Published.uid(event)));
        }
    }

    private void pod(Event event, PodLife.Published pod) {
        String uid = PodLife.Published.uid(event);
        published.put(uid, pod);
        if (pod.state() == State.DELETED) {
            data.remove(uid);
        } else {
            data.put(uid, packer.pack(event.data()));
        }
        if (event.data().get("node") instanceof String node && nodes.size() < MOST_NODES) {
            nodes.put(node, oneOfEach.computeIfAbsent(NodeData.of(event), labels -> labels));
        }
    }

    @Override
    public void onForgotten(String subject) {
        if (subject.equals(ofMonitor)) {
            monitor = null;
        } else if (PodLife.Published.isOfPod(subject)) {
            forgotten(PodLife.Published.uid(subject));
        }
    }

    private void forgotten(String uid) {
        published.remove(uid);
        data.remove(uid);
    }

    /** What the monitor last said of itself; null if it never did. */
    @Nullable
    Event monitor() {
        return monitor;
    }

    /** What was published of each pod, by its uid; the caller's from here on. */
    Map<String, PodLife.Published> published() {
        return published;
    }

    /** The data of the last event of each pod that was not deleted, by its uid; the caller's from here on. */
    Map<String, PackedData> data() {
        return data;
    }

    /** What was said of nodes. */
    Map<String, NodeLabels> nodes() {
        return nodes;
    }
}
