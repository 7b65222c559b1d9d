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

/** The API server and the cluster, each opened when it is first needed. */
final class Connections implements AutoCloseable {

    private final Environment environment;
    private @Nullable ClearMl clearml;
    private @Nullable Kubernetes kubernetes;

    Connections(Environment environment) {
        this.environment = environment;
    }

    /** The API server, by the names of ClearML's own clients. */
    synchronized ClearMl clearml() {
        ClearMl open = clearml;
        if (open == null) {
            open = ClearMl.fromEnvironment();
            clearml = open;
        }
        return open;
    }

    /** The cluster, as kubectl finds it; in a pod, by its service account. */
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

    /** The pods to tell of. */
    PodQuery pods() {
        return environment
                .text("CLEARML_PODS_NAMESPACE")
                .map(PodQuery::inNamespace)
                .orElseGet(PodQuery::allNamespaces);
    }

    /** Whose pods they are: by the pod's label, its namespace's, or a question to the API server, in this order. */
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

    // Of a tenant that is made later, nothing is known before the next start.
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
