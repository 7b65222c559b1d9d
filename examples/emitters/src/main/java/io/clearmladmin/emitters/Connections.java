package io.clearmladmin.emitters;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.k8s.PodQuery;
import io.clearmladmin.k8s.TenantResolver;
import io.clearmladmin.system.CompanyQuery;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens the API server and the cluster when they are first needed, and closes them. */
final class Connections implements AutoCloseable {

    private final Environment environment;
    private @Nullable ClearMl clearml;
    private @Nullable Kubernetes kubernetes;

    Connections(Environment environment) {
        this.environment = environment;
    }

    /** The API server, configured by the variables of ClearML's own clients. */
    synchronized ClearMl clearml() {
        ClearMl open = clearml;
        if (open == null) {
            open = ClearMl.fromEnvironment();
            clearml = open;
        }
        return open;
    }

    /** The cluster, found as kubectl finds it; in a pod, by its service account. */
    synchronized Kubernetes kubernetes() {
        Kubernetes open = kubernetes;
        if (open == null) {
            open = Kubernetes.connect();
            kubernetes = open;
        }
        return open;
    }

    Events events() {
        return new Events(environment, this::clearml);
    }

    /** The pods to publish. */
    PodQuery pods() {
        return environment
                .text("CLEARML_PODS_NAMESPACE")
                .map(PodQuery::inNamespace)
                .orElseGet(PodQuery::allNamespaces);
    }

    /** Finds a pod's tenant by the pod's label, then its namespace's label, then a call to the API server. */
    TenantResolver tenants() {
        List<TenantResolver> all = new ArrayList<>();
        environment
                .text("CLEARML_PODS_TENANT_LABEL")
                .map(TenantResolver::byPodLabel)
                .ifPresent(all::add);
        environment
                .text("CLEARML_PODS_TENANT_NAMESPACE_LABEL")
                .map(label -> TenantResolver.byNamespaceLabel(kubernetes(), label))
                .ifPresent(all::add);
        if (environment.flag("CLEARML_PODS_TENANT_LOOKUP", false)) {
            all.add(TenantResolver.byTask(views()));
        }
        return TenantResolver.inOrder(all.toArray(TenantResolver[]::new));
    }

    // A tenant that is created later is unknown until the next start.
    private List<ClearMl> views() {
        ClearMl root = clearml();
        if (root.capabilities().edition() != Edition.ENTERPRISE) {
            return List.of(root);
        }
        return root.system().getCompanies(CompanyQuery.builder().build()).stream()
                .map(company -> root.inTenant(company.id()))
                .toList();
    }

    @Override
    public synchronized void close() {
        if (kubernetes != null) {
            kubernetes.close();
        }
        if (clearml != null) {
            clearml.close();
        }
    }
}
