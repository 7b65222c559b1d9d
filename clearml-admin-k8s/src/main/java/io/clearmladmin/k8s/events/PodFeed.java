package io.clearmladmin.k8s.events;

import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.k8s.PodWatch;
import io.clearmladmin.k8s.Pods;
import io.clearmladmin.k8s.TaskPod;
import io.clearmladmin.k8s.TenantResolver;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What follows the pods and notifies a handler. */
interface PodFeed {

    void start();

    /** Why it cannot be relied on; empty if it can. */
    Optional<String> problem();

    /** What has ended it by itself; empty if nothing has. */
    Optional<Throwable> failure();

    /** The last instant at which the server confirmed that all is as known here; empty before the first list. */
    default Optional<Instant> lastSync() {
        return Optional.empty();
    }

    /** How many changes wait for the handler. */
    default int waiting() {
        return 0;
    }

    /** The id of the cluster. Blocks, and throws if that cannot be found out. */
    String clusterId();

    /** A pod as it is in the cluster, shown or not; empty if it has gone. Blocks, and throws if that cannot be found out. */
    Optional<TaskPod> find(String namespace, String name, String uid);

    void close(Duration time);

    static PodFeed of(PodWatch watch, Kubernetes kubernetes, TenantResolver tenants) {
        Pods pods = kubernetes.pods(tenants);
        return new PodFeed() {
            @Override
            public void start() {
                watch.start();
            }

            @Override
            public Optional<String> problem() {
                return watch.problem();
            }

            @Override
            public Optional<Throwable> failure() {
                return watch.failure();
            }

            @Override
            public Optional<Instant> lastSync() {
                return watch.lastSync();
            }

            @Override
            public int waiting() {
                return watch.waiting();
            }

            @Override
            public String clusterId() {
                return kubernetes.clusterId();
            }

            @Override
            public Optional<TaskPod> find(String namespace, String name, String uid) {
                return pods.find(namespace, name).filter(pod -> pod.uid().equals(uid));
            }

            @Override
            public void close(Duration time) {
                watch.close(time);
            }
        };
    }
}
