package io.clearmladmin.k8s;

import io.clearmladmin.k8s.RawPod.ContainerSpec;
import io.clearmladmin.k8s.RawPod.ContainerState;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The one container of a pod that runs its task; the others are sidecars. By the first of these that holds: it is named like
 * the pod; like the Job, or the task's pod without the suffix that a Job or a rank adds; it is the only one that is no known
 * sidecar; it stands first, which is a guess.
 *
 * @param spec what the pod's spec says of it, if anything
 * @param state what the pod's status says of it, if anything
 * @param name its name; empty if the pod names no container
 * @param isGuessed whether nothing but its place speaks for it
 */
record TaskContainer(@Nullable ContainerSpec spec, @Nullable ContainerState state, String name, boolean isGuessed) {

    /** Names that injectors and operators give to what they add to a pod. */
    private static final Set<String> SIDECARS = Set.of(
            "istio-proxy",
            "linkerd-proxy",
            "kuma-sidecar",
            "consul-dataplane",
            "consul-connect-envoy-sidecar",
            "envoy",
            "envoy-sidecar",
            "daprd",
            "queue-proxy",
            "vault-agent",
            "secrets-store",
            "cloud-sql-proxy",
            "cloudsql-proxy",
            "gke-gcsfuse-sidecar",
            "gke-gcsfuse-metadata-prefetch",
            "aws-xray-daemon",
            "xray-daemon",
            "ecs-agent",
            "datadog-agent",
            "dd-agent",
            "otc-container",
            "otel-collector",
            "opentelemetry-collector",
            "jaeger-agent",
            "fluent-bit",
            "fluentbit",
            "fluentd",
            "filebeat",
            "promtail",
            "alloy",
            "vector",
            "telegraf",
            "logging-agent",
            "log-shipper",
            "oauth2-proxy",
            "kube-rbac-proxy",
            "pod-identity-proxy",
            "azwi-proxy",
            "tailscale");

    private static final Set<String> ENDINGS = Set.of("-sidecar", "-proxy");

    static TaskContainer of(RawPod pod) {
        List<String> names = pod.containers.isEmpty()
                ? pod.mains.stream().map(state -> state.name).toList()
                : pod.containers.stream().map(spec -> spec.name).toList();
        if (names.isEmpty()) {
            return new TaskContainer(null, null, "", false);
        }
        int place = place(pod, names);
        int known = Math.max(place, 0);
        String name = names.get(known);
        return new TaskContainer(
                pod.containers.isEmpty() ? null : pod.containers.get(known), state(pod, name, known), name, place < 0);
    }

    /** The place of the task's container; negative if it can only be guessed. */
    private static int place(RawPod pod, List<String> names) {
        if (names.size() == 1) {
            return 0;
        }
        int likePod = names.indexOf(pod.name);
        if (likePod >= 0) {
            return likePod;
        }
        Set<String> parents = Set.copyOf(List.of(pod.job(), TaskPods.nameWithoutSuffix(pod)));
        int[] likeParent = places(names, name -> !name.isEmpty() && parents.contains(name));
        if (likeParent.length > 0) {
            return likeParent[0];
        }
        int[] noSidecars = places(names, name -> !isSidecar(name));
        return noSidecars.length == 1 ? noSidecars[0] : -1;
    }

    private static int[] places(List<String> names, Predicate<String> sign) {
        return IntStream.range(0, names.size())
                .filter(place -> sign.test(names.get(place)))
                .toArray();
    }

    static boolean isSidecar(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SIDECARS.contains(lower) || ENDINGS.stream().anyMatch(lower::endsWith);
    }

    private static @Nullable ContainerState state(RawPod pod, String name, int place) {
        for (ContainerState state : pod.mains) {
            if (!name.isEmpty() && state.name.equals(name)) {
                return state;
            }
        }
        // Statuses that name no container of the spec stand in its order.
        boolean isNameless = name.isEmpty() && place < pod.mains.size();
        return isNameless ? pod.mains.get(place) : null;
    }
}
