package io.clearmladmin.k8s.events;

import io.clearmladmin.events.Event;
import io.clearmladmin.k8s.NodeLabels;
import java.util.Map;
import java.util.Optional;

/** What a pod's events carry of its node, beside the node's name. What is not known is absent. */
final class NodeData {

    private static final String GPU_MODEL = "gpu_model";
    private static final String INSTANCE_TYPE = "instance_type";
    private static final String ZONE = "zone";
    private static final String REGION = "region";
    private static final String CAPACITY_TYPE = "capacity_type";

    private NodeData() {}

    static void add(Map<String, Object> data, NodeLabels labels) {
        labels.gpuModel().ifPresent(model -> data.put(GPU_MODEL, model));
        labels.instanceType().ifPresent(type -> data.put(INSTANCE_TYPE, type));
        labels.zone().ifPresent(zone -> data.put(ZONE, zone));
        labels.region().ifPresent(region -> data.put(REGION, region));
        labels.capacityType().ifPresent(type -> data.put(CAPACITY_TYPE, type));
    }

    /** What an event of a pod says of its node. */
    static NodeLabels of(Event event) {
        return new NodeLabels(
                text(event, GPU_MODEL),
                text(event, INSTANCE_TYPE),
                text(event, ZONE),
                text(event, REGION),
                text(event, CAPACITY_TYPE));
    }

    private static Optional<String> text(Event event, String name) {
        return event.data().get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
