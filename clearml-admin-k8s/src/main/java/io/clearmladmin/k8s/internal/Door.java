package io.clearmladmin.k8s.internal;

import io.clearmladmin.k8s.Kubernetes;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The way from a connection to the client behind it, for this module's own packages. */
public final class Door {

    private static volatile @Nullable Function<Kubernetes, KubernetesClient> opener;

    private Door() {}

    /** Called once, by the connection's own class. */
    public static void install(Function<Kubernetes, KubernetesClient> way) {
        opener = way;
    }

    /** The client behind a connection; the connection closes it. */
    public static KubernetesClient client(Kubernetes kubernetes) {
        return Objects.requireNonNull(opener, "installed before there was a connection")
                .apply(kubernetes);
    }
}
