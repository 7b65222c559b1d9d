package io.clearmladmin.k8s;

import io.clearmladmin.internal.threads.Threads;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import okhttp3.Dispatcher;

/** OkHttp's own threads would hold the process for a minute after the last request. */
final class DaemonHttpClients extends OkHttpClientFactory {

    @Override
    protected Dispatcher initDispatcher() {
        // As many threads as there are open exchanges, which their callers bound.
        Dispatcher dispatcher = new Dispatcher(Threads.unboundedPool("clearml-kubernetes-http"));
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        return dispatcher;
    }
}
