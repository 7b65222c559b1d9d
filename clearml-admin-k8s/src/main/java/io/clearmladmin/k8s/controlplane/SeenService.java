package io.clearmladmin.k8s.controlplane;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.Map;
import java.util.Objects;

/** A Service as it was read: what the report says of it, and which pods it selects. */
record SeenService(ServiceReport report, Map<String, String> selector) {

    static SeenService of(Service service) {
        return new SeenService(
                new ServiceReport(
                        service.getMetadata().getNamespace(),
                        service.getMetadata().getName(),
                        Objects.requireNonNullElse(service.getSpec().getType(), "ClusterIP"),
                        service.getSpec().getPorts().stream()
                                .map(SeenService::port)
                                .toList()),
                Objects.requireNonNullElse(service.getSpec().getSelector(), Map.of()));
    }

    boolean isBefore(SeenWorkload workload) {
        return !selector.isEmpty()
                && report.namespace().equals(workload.report().namespace())
                && workload.labels().entrySet().containsAll(selector.entrySet());
    }

    private static String port(ServicePort port) {
        return port.getPort() + (port.getNodePort() == null ? "" : ":" + port.getNodePort());
    }
}
