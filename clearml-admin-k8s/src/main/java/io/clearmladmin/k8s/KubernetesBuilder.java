package io.clearmladmin.k8s;

import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.k8s.internal.Safe;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.utils.TokenRefreshInterceptor;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Builds a {@link Kubernetes}. One of kubeconfig, inCluster and server may be given; none of them is as kubectl does. */
public final class KubernetesBuilder {

    static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(20);
    // Short: whoever needs patience brings it.
    private static final int REPEATS = 2;
    private static final int REPEAT_AFTER_MILLIS = 100;
    private static final Duration PING = Duration.ofSeconds(10);

    private @Nullable Path kubeconfig;
    private @Nullable String context;
    private boolean inCluster;
    private @Nullable URI server;
    // It may hold the token in the clear: nobody may write it who writes fields.
    private transient @Nullable Supplier<String> token;
    private @Nullable Path caCertificate;
    private Duration timeout = DEFAULT_TIMEOUT;

    KubernetesBuilder() {}

    /** The kubeconfig to read. */
    public KubernetesBuilder kubeconfig(Path file) {
        kubeconfig = file;
        return this;
    }

    /** The context of the kubeconfig; its current one if not said. */
    public KubernetesBuilder context(String name) {
        context = Check.text("context", name);
        return this;
    }

    /** By the pod's service account, whose token is read anew as it is rotated. */
    public KubernetesBuilder inCluster() {
        inCluster = true;
        return this;
    }

    /** The API server's address. */
    public KubernetesBuilder server(URI address) {
        if (!"https".equals(address.getScheme()) && !"http".equals(address.getScheme())) {
            throw new IllegalArgumentException(
                    "server: must begin with https:// or http://, is " + Safe.text(address.toString()));
        }
        server = address;
        return this;
    }

    /** The token for {@link #server}. */
    public KubernetesBuilder token(String bearer) {
        Check.text("token", bearer);
        return token(() -> bearer);
    }

    /**
     * Gives the token for {@link #server}; called before each request, and must be quick. What it throws ends that request, an
     * Error as the cause of a {@link RuntimeException}.
     */
    public KubernetesBuilder token(Supplier<String> bearer) {
        token = bearer;
        return this;
    }

    /** The certificate authority of {@link #server} as a PEM file; the JDK's own ones if not said. */
    public KubernetesBuilder caCertificate(Path pem) {
        caCertificate = pem;
        return this;
    }

    /** How long an answer is waited for, and how long it may fall silent; 20 seconds if not said. */
    public KubernetesBuilder timeout(Duration time) {
        if (time.isNegative() || time.isZero() || time.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("timeout: must be longer than zero and at most an hour, is " + time);
        }
        timeout = time;
        return this;
    }

    /**
     * Reads the files, and connects with the first reading. If the kubeconfig's user logs in by a plugin ({@code exec}), it is
     * run now, and has 30 seconds; and again, on a thread that makes a request, when its credential has expired or is refused.
     *
     * @throws ConfigurationException if a file, a context or a setting is missing or broken, or the login plugin is not
     *     installed
     * @throws KubernetesException with {@link KubernetesException.Reason#LOGIN_PLUGIN} if the login plugin gives no credential
     */
    public Kubernetes build() {
        int ways = (kubeconfig == null ? 0 : 1) + (inCluster ? 1 : 0) + (server == null ? 0 : 1);
        if (ways > 1) {
            throw new IllegalArgumentException("kubeconfig, inCluster, server: only one of them may be given");
        }
        if (context != null && (inCluster || server != null)) {
            throw new IllegalArgumentException("context: belongs to a kubeconfig");
        }
        if (server == null && (token != null || caCertificate != null)) {
            throw new IllegalArgumentException("token, caCertificate: belong to a server that is given");
        }
        Config config = configuration();
        config.setMasterUrl(address(config));
        config.setRequestTimeout(Math.toIntExact(timeout.toMillis()));
        config.setConnectionTimeout(Math.toIntExact(timeout.toMillis()));
        config.setRequestRetryBackoffLimit(REPEATS);
        config.setRequestRetryBackoffInterval(REPEAT_AFTER_MILLIS);
        config.setWebsocketPingInterval(PING.toMillis());
        config.setUserAgent("clearml-admin");
        LoginPlugin plugin = config.getOauthTokenProvider() instanceof LoginPlugin found ? found : null;
        if (plugin != null) {
            plugin.logIn(config);
        }
        return new Kubernetes(client(config, plugin), true, timeout, plugin);
    }

    private static KubernetesClient client(Config config, @Nullable LoginPlugin plugin) {
        try {
            return new KubernetesClientBuilder()
                    .withConfig(config)
                    .withHttpClientFactory(new DaemonHttpClients())
                    .withHttpClientBuilderConsumer(http -> intercept(http, plugin))
                    .build();
        } catch (RuntimeException e) {
            // What it says may quote the key.
            throw plugin != null && plugin.hasCertificate() ? plugin.unusable() : unusable(e);
        }
    }

    private static ConfigurationException unusable(RuntimeException failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return new ConfigurationException("a certificate, a key or the proxy of the kubeconfig cannot be used ("
                + first.getClass().getSimpleName()
                + "); they must be PEM, in base64 where they stand in the file, and the"
                + " proxy's address like http://proxy.example.com:3128");
    }

    // What fabric8 says and logs would have its user and password.
    private static String address(Config config) {
        try {
            return Safe.address(config.getMasterUrl()) + "/";
        } catch (IllegalArgumentException noAddress) {
            throw new ConfigurationException("the address of the API server in the kubeconfig is none;"
                    + " it must be like https://kubernetes.example.com:6443");
        }
    }

    private static void intercept(HttpClient.Builder http, @Nullable LoginPlugin plugin) {
        // It would write the token, and every pod as a whole, into a log of level TRACE.
        http.addOrReplaceInterceptor("HttpLogging", null);
        if (plugin != null) {
            // fabric8's own could not let the plugin know that its token was refused.
            http.addOrReplaceInterceptor(TokenRefreshInterceptor.NAME, plugin);
        }
    }

    private Config configuration() {
        if (server != null) {
            return KubeconfigSources.server(server, token, caCertificate);
        }
        if (inCluster) {
            return KubeconfigSources.inCluster(KubeconfigSources.SERVICE_ACCOUNT, System::getenv);
        }
        if (kubeconfig != null) {
            return KubeconfigSources.kubeconfig(kubeconfig, context);
        }
        return KubeconfigSources.asKubectl(context, System::getenv);
    }
}
