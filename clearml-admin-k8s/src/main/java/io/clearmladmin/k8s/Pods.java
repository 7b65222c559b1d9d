package io.clearmladmin.k8s;

import io.clearmladmin.internal.check.Check;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The task pods of a cluster, read with each call. Needs the right to list pods, in the namespaces that are read. Safe for many
 * threads; each call blocks until it is done, and an answer that does not come or falls silent ends it with the connection's
 * timeout. All throw {@link KubernetesException}.
 */
public final class Pods {

    private final Kubernetes kubernetes;
    private final TenantResolver tenants;

    Pods(Kubernetes kubernetes, TenantResolver tenants) {
        this.kubernetes = kubernetes;
        this.tenants = tenants;
    }

    /** Reads them all, less than a kilobyte for each. */
    public PodList list(PodQuery query) {
        List<TaskPod> pods = new ArrayList<>();
        Snapshot snapshot = forEach(query, pods::add);
        return new PodList(pods, snapshot);
    }

    /**
     * Hands them over one after the other, in this thread, while they are read; nothing but a page's open answer is held. A
     * page that breaks off is requested again, and goes on after the last pod that was handed over. What the reader throws ends
     * it, an Error as the cause of a {@link RuntimeException}.
     */
    public Snapshot forEach(PodQuery query, Consumer<TaskPod> reader) {
        return new PagedPodList(kubernetes, query, tenants, reader).read();
    }

    /**
     * The pod of that name as it is now, whatever its labels: also one that no query finds any more. Empty if there is none.
     * Needs the right to get pods.
     */
    public Optional<TaskPod> find(String namespace, String name) {
        Check.text("namespace", namespace);
        Check.text("name", name);
        Tenants owners = new Tenants(tenants);
        return new PodLookup(kubernetes.api(), kubernetes.timeout(), tenants.labels())
                .pod(namespace, name)
                .map(pod -> pod.withTenant(owners.of(pod)));
    }

    /** Counts them, and the GPUs they hold or wait for, while they are read. */
    public PodCounts count(PodQuery query) {
        PodCounts.Counting counting = new PodCounts.Counting();
        return counting.done(forEach(query, counting::add));
    }

    /**
     * The pods of a task: one, or one of each rank, or a Job's several tries; the oldest first. Pods without the task's id as a
     * label, made by agents of old, are found by their name, which reads all pods of the query.
     */
    public List<TaskPod> ofTask(PodQuery query, String taskId) {
        List<TaskPod> pods = new ArrayList<>();
        forEach(query.taskId(taskId), pods::add);
        if (pods.isEmpty()) {
            forEach(query, pod -> {
                if (pod.taskId().equals(taskId)) {
                    pods.add(pod);
                }
            });
        }
        pods.sort(Comparator.comparing(TaskPod::created).thenComparing(TaskPod::name));
        return List.copyOf(pods);
    }
}
