package io.clearmladmin.k8s;

import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.k8s.internal.ClientHolder;
import io.clearmladmin.k8s.internal.Safe;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a cluster. Safe for many threads; nothing is sent before the first reading. What it needs: to get, list and
 * watch pods, in the namespaces that are read.
 */
public final class Kubernetes extends ClientHolder implements AutoCloseable {

    private final KubernetesClient client;
    private final boolean ours;
    private final Duration timeout;
    private final @Nullable LoginPlugin plugin;

    Kubernetes(KubernetesClient client, boolean ours, Duration timeout, @Nullable LoginPlugin plugin) {
        super(client);
        this.client = client;
        this.ours = ours;
        this.timeout = timeout;
        this.plugin = plugin;
    }

    /**
     * Connects as kubectl does: by the files in {@code KUBECONFIG}, else by {@code ~/.kube/config}, else, in a pod, by its
     * service account.
     *
     * @throws io.clearmladmin.errors.ConfigurationException if none of them serves; the message says why each did not
     * @throws KubernetesException if the login plugin of the kubeconfig's user gives no credential
     */
    public static Kubernetes connect() {
        return builder().build();
    }

    /** Starts with what {@link #connect} does. */
    public static KubernetesBuilder builder() {
        return new KubernetesBuilder();
    }

    /**
     * Works through the caller's own client, which the caller closes. At level TRACE, such a client writes its token and all it
     * reads into the log of {@code io.fabric8.kubernetes.client.http}, unless you see to it; those made here do not.
     */
    public static Kubernetes of(KubernetesClient client) {
        Objects.requireNonNull(client, "client: must not be null");
        Safe.know(client.getConfiguration().getOauthToken());
        Safe.know(client.getConfiguration().getPassword());
        return new Kubernetes(client, false, KubernetesBuilder.DEFAULT_TIMEOUT, null);
    }

    /** The task pods, whose tenants are not known. */
    public Pods pods() {
        return pods(TenantResolver.NONE);
    }

    /** The task pods, with the tenants that the resolver knows. */
    public Pods pods(TenantResolver tenants) {
        return new Pods(this, Objects.requireNonNull(tenants, "tenants: must not be null"));
    }

    /** The API server's address, without a user or password. */
    public URI server() {
        return Safe.address(client.getConfiguration().getMasterUrl());
    }

    /** A builder of a watch that notifies this handler as task pods are added, change and are deleted. */
    public PodWatch.Builder watch(PodHandler handler) {
        return new PodWatch.Builder(this, handler);
    }

    /** How long an answer is waited for, and how long it may fall silent. */
    Duration timeout() {
        return timeout;
    }

    ApiServer api() {
        return new ApiServer(client, server().toString(), plugin);
    }

    /** Ends the requests in flight; what reads afterwards fails. May be called again. */
    @Override
    public void close() {
        if (plugin != null) {
            plugin.stop();
        }
        if (ours) {
            client.close();
        }
    }

    @Override
    public String toString() {
        return "Kubernetes[" + SafeText.line(server().toString()) + "]";
    }
}
