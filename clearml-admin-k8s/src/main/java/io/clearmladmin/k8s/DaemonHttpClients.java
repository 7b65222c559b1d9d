package io.clearmladmin.k8s;

import io.clearmladmin.internal.threads.Threads;
import io.clearmladmin.k8s.internal.Safe;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import java.io.IOException;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * OkHttp's own threads would hold the process for a minute after the last request, its failures may quote a login, and its
 * bodies are closed by another thread than the one that reads them.
 */
final class DaemonHttpClients extends OkHttpClientFactory {

    // Whatever login is sent may come back, be it of a kubeconfig, a plugin or a service account. What OkHttp says of
    // an odd answer quotes it, and fabric8 logs that: it may be the login, given back.
    @Override
    protected void additionalConfig(OkHttpClient.Builder http) {
        http.addInterceptor(chain -> {
            Safe.sent(chain.request().header("Authorization"));
            try {
                Response response = chain.proceed(chain.request());
                return response.newBuilder()
                        .body(new SharedBody(response.body(), chain.call()))
                        .build();
            } catch (IOException failure) {
                Throwable clean = Safe.cause(failure);
                throw clean == failure
                        ? failure
                        : new IOException(Safe.text(String.valueOf(failure.getMessage())), clean);
            }
        });
    }

    @Override
    protected Dispatcher initDispatcher() {
        // As many threads as there are open exchanges, which their callers bound.
        Dispatcher dispatcher = new Dispatcher(Threads.unboundedPool("clearml-kubernetes-http"));
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        return dispatcher;
    }
}
