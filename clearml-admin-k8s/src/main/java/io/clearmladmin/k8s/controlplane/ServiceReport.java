package io.clearmladmin.k8s.controlplane;

import io.clearmladmin.internal.text.SafeText;
import java.util.List;

/**
 * A Service before a component's pods.
 *
 * @param namespace its namespace
 * @param name its name
 * @param type its type, such as {@code ClusterIP} or {@code NodePort}
 * @param ports its ports; with the node's after a colon if it has one
 */
public record ServiceReport(String namespace, String name, String type, List<String> ports) {

    /** Keeps a copy. */
    public ServiceReport {
        ports = List.copyOf(ports);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
