package io.clearmladmin.k8s.events;

import io.clearmladmin.events.Event;
import java.util.Map;
import java.util.Optional;

/**
 * What a monitor watches.
 *
 * @param clusterId the cluster's id
 * @param selection which of its pods, as a text that is the same for the same settings
 */
record MonitorScope(String clusterId, String selection) {

    private static final String CLUSTER = "cluster_id";
    private static final String SELECTION = "selection";

    /** What a monitor's event says; empty if it does not. */
    static Optional<MonitorScope> of(Event event) {
        MonitorScope scope =
                new MonitorScope(PodData.text(event.data(), CLUSTER), PodData.text(event.data(), SELECTION));
        return scope.clusterId.isEmpty() || scope.selection.isEmpty() ? Optional.empty() : Optional.of(scope);
    }

    void writeTo(Map<String, Object> data) {
        PodData.text(data, CLUSTER, clusterId);
        PodData.text(data, SELECTION, selection);
    }

    @Override
    public String toString() {
        return selection + " of cluster " + clusterId;
    }
}
