package io.clearmladmin.emitters;

import io.clearmladmin.k8s.Right;
import java.util.ArrayList;
import java.util.List;

/** The rights in the cluster that a command needs with what is set, beside that of listing the pods, which is tried. */
final class NeededRights {

    private final boolean isMonitor;
    private final Settings settings;
    private final List<Right> all = new ArrayList<>();

    private NeededRights(EmitterCommand command, Settings settings) {
        this.isMonitor = command.each().contains(EmitterCommand.PODS_MONITOR);
        this.settings = settings;
    }

    static List<Right> of(EmitterCommand command, Settings settings) {
        NeededRights rights = new NeededRights(command, settings);
        rights.pods();
        rights.namespaces();
        rights.nodes();
        rights.lease();
        return rights.all;
    }

    private void pods() {
        List<String> named = settings.list(Setting.NAMESPACE);
        for (String namespace : named.isEmpty() ? List.of("") : named) {
            if (isMonitor) {
                all.add(Right.to("get", "pods", namespace));
                all.add(Right.to("watch", "pods", namespace));
            }
            if (settings.text(Setting.TENANT_NAMESPACE_LABEL).isPresent()) {
                all.add(new Right("get", "", "namespaces", namespace, namespace));
            }
        }
    }

    private void namespaces() {
        if (settings.text(Setting.NAMESPACE_LABELS).isPresent()) {
            listed("namespaces");
        }
    }

    private void nodes() {
        if (settings.flag(Setting.NODE_LABELS)) {
            listed("nodes");
        }
    }

    private void listed(String resource) {
        all.add(Right.to("list", resource, ""));
        if (isMonitor) {
            all.add(Right.to("watch", resource, ""));
        }
    }

    private void lease() {
        if (isMonitor) {
            settings.text(Setting.PODS_MONITOR_LEASE).ifPresent(lease -> {
                int slash = lease.indexOf('/');
                String namespace = lease.substring(0, slash);
                String name = lease.substring(slash + 1);
                // What does not exist yet has no name to give a right for.
                all.add(new Right("create", "coordination.k8s.io", "leases", namespace, ""));
                all.add(new Right("get", "coordination.k8s.io", "leases", namespace, name));
                all.add(new Right("update", "coordination.k8s.io", "leases", namespace, name));
            });
        }
    }
}
