package io.clearmladmin.emitters;

import io.clearmladmin.ClearMl;
import io.clearmladmin.calls.CallListener;
import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.k8s.PodQuery;
import io.clearmladmin.k8s.TaskLookup;
import io.clearmladmin.k8s.TenantResolver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens the API server and the cluster when they are first needed, and closes them. */
final class Connections implements AutoCloseable {

    private final Settings settings;
    private final CallListener calls;
    private final EventDestinations events;
    private final Supplier<Kubernetes> cluster;
    private @Nullable ClearMl clearml;
    private @Nullable Kubernetes kubernetes;

    /** Opens nothing yet; this is notified of calls of the API server. */
    Connections(Settings settings, CallListener calls) {
        this(settings, calls, Kubernetes::connect);
    }

    /** The same with another cluster. */
    Connections(Settings settings, CallListener calls, Supplier<Kubernetes> cluster) {
        this.settings = settings;
        this.calls = calls;
        this.cluster = cluster;
        this.events = new EventDestinations(settings, this::clearml);
    }

    /** The API server; what is not set here is found as ClearML's own clients find it. */
    synchronized ClearMl clearml() {
        ClearMl open = clearml;
        if (open == null) {
            open = client().build();
            clearml = open;
        }
        return open;
    }

    private ClearMl.Builder client() {
        ClearMl.Builder builder = ClearMl.builder();
        settings.text(Setting.API_HOST).ifPresent(builder::apiUrl);
        credentials(builder);
        switch (settings.required(Setting.API_VERIFY)) {
            case "true" -> {}
            case "false" -> builder.insecureSkipTlsVerify();
            default ->
                settings.path(Setting.API_VERIFY).map(Path::toAbsolutePath).ifPresent(builder::trustedCertificates);
        }
        return builder.clientName("clearml-admin-emitters").listener(calls);
    }

    private void credentials(ClearMl.Builder builder) {
        Optional<Path> keyFile = settings.file(Setting.API_ACCESS_KEY);
        Optional<Path> secretFile = settings.file(Setting.API_SECRET_KEY);
        if (keyFile.isPresent() && secretFile.isPresent()) {
            builder.credentials(keyFile.get(), secretFile.get());
            return;
        }
        Optional<String> key = settings.text(Setting.API_ACCESS_KEY);
        Optional<String> secret = settings.text(Setting.API_SECRET_KEY);
        if (key.isPresent() != secret.isPresent()) {
            throw Settings.missing(key.isPresent() ? Setting.API_SECRET_KEY : Setting.API_ACCESS_KEY);
        }
        key.ifPresent(name -> builder.credentials(name, secret.orElseThrow()));
    }

    /** The cluster, found as kubectl finds it; in a pod, by its service account. */
    synchronized Kubernetes kubernetes() {
        Kubernetes open = kubernetes;
        if (open == null) {
            open = cluster.get();
            kubernetes = open;
        }
        return open;
    }

    EventDestinations events() {
        return events;
    }

    /** The pods to publish. */
    PodQuery pods() {
        List<String> names = settings.list(Setting.NAMESPACE);
        Optional<String> labels = settings.text(Setting.NAMESPACE_LABELS);
        if (!names.isEmpty() && labels.isPresent()) {
            throw new ConfigurationException(Setting.NAMESPACE.key() + " and " + Setting.NAMESPACE_LABELS.key()
                    + ": only one of them may be set");
        }
        if (!names.isEmpty()) {
            return PodQuery.inNamespaces(names);
        }
        return labels.map(PodQuery::inNamespacesWithLabels).orElseGet(PodQuery::allNamespaces);
    }

    /** The source of this cluster's inventories, which no other cluster has: by its name, else by its id. */
    String podInventory() {
        return "pod-inventory/"
                + settings.text(Setting.CLUSTER).orElseGet(() -> {
                    String id = kubernetes().clusterId();
                    // Within many clusters, the API server has the same address.
                    if (id.equals(kubernetes().server().toString())) {
                        throw new ConfigurationException(Setting.CLUSTER.key()
                                + " is not set, and the namespace kube-system, whose uid distinguishes clusters, may not be"
                                + " read: set a name that no other cluster has");
                    }
                    return id;
                });
    }

    /** Finds a pod's tenant by the pod's label, then its namespace's label, then a call to the API server. */
    TenantResolver tenants() {
        List<TenantResolver> all = new ArrayList<>();
        settings.text(Setting.TENANT_LABEL).map(TenantResolver::byPodLabel).ifPresent(all::add);
        settings.text(Setting.TENANT_NAMESPACE_LABEL)
                .map(label -> TenantResolver.byNamespaceLabel(kubernetes(), label))
                .ifPresent(all::add);
        if (settings.flag(Setting.TENANT_LOOKUP)) {
            all.add(TenantResolver.byTask(clearml()));
        }
        return TenantResolver.inOrder(all.toArray(TenantResolver[]::new));
    }

    /** What looks up names, projects and users of tasks, if events are to have them. */
    Optional<TaskLookup> tasks() {
        return settings.flag(Setting.TASK_DETAILS) ? Optional.of(TaskLookup.of(clearml())) : Optional.empty();
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
