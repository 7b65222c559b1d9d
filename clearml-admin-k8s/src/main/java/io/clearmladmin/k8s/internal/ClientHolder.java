package io.clearmladmin.k8s.internal;

import io.fabric8.kubernetes.client.KubernetesClient;

/** A connection, as this module's own packages see it: with the client behind it, which nobody else is to see. */
public abstract class ClientHolder {

    private final KubernetesClient client;

    /** Holds this client. */
    protected ClientHolder(KubernetesClient client) {
        this.client = client;
    }

    /** The client behind a connection, which closes it. */
    public static KubernetesClient clientOf(ClientHolder connection) {
        return connection.client;
    }
}
