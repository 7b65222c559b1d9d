package io.clearmladmin.k8s;

import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Dispatcher;

/** OkHttp's own threads would hold the process for a minute after the last request. */
final class DaemonHttpClients extends OkHttpClientFactory {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Override
    protected Dispatcher initDispatcher() {
        // As many threads as there are open exchanges, which their callers bound.
        Dispatcher dispatcher = new Dispatcher(new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, "clearml-kubernetes-http-" + COUNT.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                }));
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        return dispatcher;
    }
}
