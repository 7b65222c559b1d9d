package io.clearmladmin.k8s.controlplane;

import io.clearmladmin.k8s.controlplane.Cluster.Query;
import io.clearmladmin.k8s.controlplane.Prerequisite.Outcome;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the cluster has: its version, storage classes, ingress controllers. */
final class ClusterChecks {

    private static final List<String> DEFAULT_STORAGE =
            List.of("storageclass.kubernetes.io/is-default-class", "storageclass.beta.kubernetes.io/is-default-class");
    private static final List<String> DEFAULT_INGRESS = List.of("ingressclass.kubernetes.io/is-default-class");
    private static final String NAMES =
            "ingress-nginx,nginx-ingress,nginx-ingress-controller,traefik,haproxy-ingress,kubernetes-ingress,kong,contour";
    // The labels by which the usual controllers' charts mark their pods, newer and older.
    private static final List<String> CONTROLLERS =
            List.of("app.kubernetes.io/name in (" + NAMES + ")", "app in (" + NAMES + ")");

    private final Cluster cluster;
    private final Optional<String> storageClass;
    private final Optional<String> ingressClass;

    ClusterChecks(Cluster cluster, Optional<String> storageClass, Optional<String> ingressClass) {
        this.cluster = cluster;
        this.storageClass = storageClass;
        this.ingressClass = ingressClass;
    }

    Prerequisite version() {
        return new Prerequisite("kubernetes", "a cluster that answers", () -> {
            String version = cluster.version().getGitVersion();
            return Outcome.ok(version == null ? "It answers, without reporting its version" : Phrases.brief(version));
        });
    }

    Prerequisite storage() {
        String need = storageClass.map(name -> "the storage class " + name).orElse("a default storage class");
        return new Prerequisite("storage-class", need, this::storageClasses);
    }

    Prerequisite ingress() {
        String need = ingressClass.map(name -> "the ingress class " + name).orElse("an ingress controller");
        return new Prerequisite("ingress", need, this::ingressClasses);
    }

    /** A class, what serves it, and whether it is taken where none is named. */
    private record Served(String name, String by, boolean isDefault) {

        static String line(List<Served> classes) {
            return classes.stream()
                    .map(each -> each.name + (each.isDefault ? " (default)" : "") + " by " + each.by)
                    .collect(Collectors.joining(", "));
        }

        boolean isNamed(String wanted) {
            return name.equals(wanted);
        }
    }

    private Outcome storageClasses() throws NotReadException {
        List<Served> classes = cluster.list(
                StorageClass.class,
                Query.ALL,
                item -> new Served(
                        item.getMetadata().getName(),
                        item.getProvisioner(),
                        isMarked(item.getMetadata().getAnnotations(), DEFAULT_STORAGE)));
        if (classes.isEmpty()) {
            return Outcome.failed("None", "Install a CSI driver and its StorageClass");
        }
        String found = Phrases.brief(Served.line(classes));
        if (storageClass.isPresent()) {
            return classes.stream().anyMatch(each -> each.isNamed(storageClass.get()))
                    ? Outcome.ok(found)
                    : Outcome.failed(found, "Create it, or name one that is there");
        }
        long defaults = classes.stream().filter(Served::isDefault).count();
        if (defaults == 1) {
            return Outcome.ok(found);
        }
        return defaults == 0
                ? Outcome.warning(
                        found + "; none is the default",
                        "Annotate one with " + DEFAULT_STORAGE.get(0) + "=true, or name it in the chart's values")
                : Outcome.warning(
                        found + "; " + defaults + " are the default",
                        "Leave the annotation " + DEFAULT_STORAGE.get(0) + "=true on one only");
    }

    private Outcome ingressClasses() throws NotReadException {
        List<Served> classes = readIngressClasses();
        if (classes.isEmpty()) {
            return withoutClasses();
        }
        String found = Phrases.brief(Served.line(classes));
        if (ingressClass.isPresent() && classes.stream().noneMatch(each -> each.isNamed(ingressClass.get()))) {
            return Outcome.failed(found, "Install its controller, or name a class that is there");
        }
        boolean isNamed = ingressClass.isPresent() || classes.stream().anyMatch(Served::isDefault);
        return isNamed
                ? Outcome.ok(found)
                : Outcome.warning(
                        found + "; none is the default",
                        "Name it in each component's ingress of the chart's values, or annotate it with "
                                + DEFAULT_INGRESS.get(0) + "=true");
    }

    private List<Served> readIngressClasses() throws NotReadException {
        try {
            return cluster.list(
                    IngressClass.class,
                    Query.ALL,
                    item -> new Served(
                            item.getMetadata().getName(),
                            item.getSpec() == null
                                    ? "nothing"
                                    : Objects.requireNonNullElse(item.getSpec().getController(), "nothing"),
                            isMarked(item.getMetadata().getAnnotations(), DEFAULT_INGRESS)));
        } catch (NotReadException refusal) {
            if (refusal.kind() == NotReadException.Kind.NO_SUCH_KIND) {
                return List.of();
            }
            throw refusal;
        }
    }

    // Clusters before 1.19 have no such objects, and old installations of a controller make none.
    private Outcome withoutClasses() throws NotReadException {
        for (String labels : CONTROLLERS) {
            List<String> pods = cluster.list(
                    Pod.class,
                    Query.ALL.labels(labels),
                    pod -> pod.getMetadata().getNamespace() + "/"
                            + pod.getMetadata().getName());
            if (!pods.isEmpty()) {
                return Outcome.warning(
                        "No IngressClass, but pods of a controller: " + Phrases.brief(String.join(", ", pods)),
                        "Make an IngressClass for it, or annotate the ingresses with kubernetes.io/ingress.class");
            }
        }
        return Outcome.failed(
                "No IngressClass, and no pods of a known controller",
                "Install an ingress controller such as ingress-nginx; without a cloud's load balancer, MetalLB before it");
    }

    private static boolean isMarked(@Nullable Map<String, String> annotations, List<String> marks) {
        return annotations != null && marks.stream().anyMatch(mark -> "true".equals(annotations.get(mark)));
    }
}
