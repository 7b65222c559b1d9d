package io.clearmladmin.k8s;

import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.k8s.internal.ClientHolder;
import io.clearmladmin.k8s.internal.Safe;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.utils.TokenRefreshInterceptor;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a cluster. Safe for many threads; nothing is sent before the first reading. What it needs: to get, list and
 * watch pods, in the namespaces that are read.
 */
public final class Kubernetes extends ClientHolder implements AutoCloseable {

    private static final String SYSTEM = "kube-system";

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
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Works through the caller's own client, which the caller closes. At level TRACE, such a client writes its token and all it
     * reads into the log of {@code io.fabric8.kubernetes.client.http}, unless you see to it; those made here do not.
     */
    public static Kubernetes of(KubernetesClient client) {
        Objects.requireNonNull(client, "client: must not be null");
        Safe.know(client.getConfiguration().getOauthToken());
        Safe.know(client.getConfiguration().getPassword());
        return new Kubernetes(client, false, Builder.DEFAULT_TIMEOUT, null);
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

    /**
     * What this cluster has and no other does: the uid of its namespace {@code kube-system}, which stays as long as the cluster
     * does. Where that may not be read, or is not there, it is {@link #server()}, as text. Reads it each time, and blocks until
     * the answer is there, at most three times the timeout for each time that the request is sent.
     *
     * @throws KubernetesException if the server does not answer, or answers neither with the namespace nor that it may not be
     *     read or is not there
     */
    public String clusterId() {
        return Namespaces.uid(this, SYSTEM).orElseGet(() -> server().toString());
    }

    /** A builder of a watch that notifies this handler as task pods are added, change and are deleted. */
    public PodWatch.Builder watch(PodHandler handler) {
        return new PodWatch.Builder(this, handler);
    }

    /** A watch of the nodes and their labels, not started yet. */
    public NodeWatch watchNodes() {
        return new NodeWatch(api());
    }

    /**
     * Reads what the labels of all nodes say, by the nodes' names. Needs the right to list nodes, by a ClusterRole. Blocks
     * within the connection's timeouts; throws {@link KubernetesException}.
     */
    public Map<String, NodeLabels> nodeLabels() {
        Map<String, NodeLabels> labels = new HashMap<>();
        String unused = new ApiNodes(api(), timeout).list(node -> labels.put(node.name(), node.labels()));
        return Map.copyOf(labels);
    }

    /**
     * That this user lacks a right, with the rule to add; empty if the user has it, and if the server does not say. It is asked by
     * a {@code SelfSubjectAccessReview}, for which nobody needs a right. Blocks until the answer is there, at most three times the
     * timeout.
     *
     * @throws KubernetesException if the server does not answer
     */
    public Optional<String> missing(Right right) {
        return AccessReview.missing(api(), timeout, right);
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

    /** Builds a {@link Kubernetes}. One of kubeconfig, inCluster and server may be given; none of them is as kubectl does. */
    public static final class Builder {

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

        private Builder() {}

        /** The kubeconfig to read. */
        public Builder kubeconfig(Path file) {
            kubeconfig = file;
            return this;
        }

        /** The context of the kubeconfig; its current one if not said. */
        public Builder context(String name) {
            context = Check.text("context", name);
            return this;
        }

        /** By the pod's service account, whose token is read anew as it is rotated. */
        public Builder inCluster() {
            inCluster = true;
            return this;
        }

        /** The API server's address. */
        public Builder server(URI address) {
            if (!"https".equals(address.getScheme()) && !"http".equals(address.getScheme())) {
                throw new IllegalArgumentException(
                        "server: must begin with https:// or http://, got " + Safe.text(address.toString()));
            }
            server = address;
            return this;
        }

        /** The token for {@link #server}. */
        public Builder token(String bearer) {
            Check.text("token", bearer);
            return token(() -> bearer);
        }

        /**
         * Gives the token for {@link #server}; called before each request, and must be quick. What it throws ends that request,
         * an Error as the cause of a {@link RuntimeException}.
         */
        public Builder token(Supplier<String> bearer) {
            token = bearer;
            return this;
        }

        /** The certificate authority of {@link #server} as a PEM file; the JDK's own ones if not said. */
        public Builder caCertificate(Path pem) {
            caCertificate = pem;
            return this;
        }

        /**
         * How long an answer is waited for, and how long it may fall silent; 20 seconds if not said. A whole page of pods is
         * waited for at most six times as long.
         */
        public Builder timeout(Duration time) {
            if (time.isNegative() || time.isZero() || time.compareTo(Duration.ofHours(1)) > 0) {
                throw new IllegalArgumentException(
                        "timeout: must be longer than zero and at most an hour, got " + time);
            }
            timeout = time;
            return this;
        }

        /**
         * Reads the files, and connects with the first reading. If the kubeconfig's user logs in by a plugin ({@code exec}), it
         * is run now, and has 30 seconds; and again, on a thread that makes a request, when its credential has expired or is
         * refused.
         *
         * @throws ConfigurationException if a file, a context or a setting is missing or broken, or the login plugin is not
         *     installed
         * @throws KubernetesException with {@link KubernetesException.Reason#LOGIN_PLUGIN} if the login plugin gives no
         *     credential
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
            } catch (RuntimeException failure) {
                // What it says may quote the key.
                throw plugin != null && plugin.hasCertificate() ? plugin.unusable() : unusable(failure);
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
}
