package io.clearmladmin.k8s;

import io.clearmladmin.k8s.KubernetesException.Reason;
import io.clearmladmin.k8s.PluginProcess.NoCredential;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.OAuthTokenProvider;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Logs in by the command that a kubeconfig names. It is run when the connection is built, when its credential has expired, and
 * when the server refuses its token; once for all threads that wait for it. Its client certificate is that of the whole
 * connection, and cannot be renewed.
 */
final class LoginPlugin implements OAuthTokenProvider, Interceptor {

    static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String AUTHORIZATION = "Authorization";

    private final PluginCommand command;
    private final Duration limit;
    private final Clock clock;
    private final PluginProcess process = new PluginProcess();
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong runs = new AtomicLong();
    private volatile @Nullable PluginCredential current;
    private @Nullable String failed;

    LoginPlugin(PluginCommand command, Duration limit, Clock clock) {
        this.command = command;
        this.limit = limit;
        this.clock = clock;
    }

    /**
     * Runs it for the first time, and sets the client certificate if it gives one.
     *
     * @throws KubernetesException if it gives no credential
     */
    void logIn(Config config) {
        PluginCredential first = valid();
        if (first.certificate().isEmpty()) {
            return;
        }
        config.setClientCertFile(null);
        config.setClientKeyFile(null);
        config.setClientCertData(base64(first.certificate()));
        config.setClientKeyData(base64(first.key()));
        config.setClientKeyAlgo(Config.getKeyAlgorithm(null, config.getClientKeyData()));
        if (config.getClientKeyAlgo() == null) {
            config.setClientKeyAlgo("RSA");
        }
    }

    boolean hasCertificate() {
        PluginCredential now = current;
        return now != null && !now.certificate().isEmpty();
    }

    /** What it gave is no credential that a connection can be made with. */
    KubernetesException unusable() {
        return noCredential(
                "gave a client certificate or a key that cannot be used. They must be PEM, and the key an RSA one");
    }

    private static String base64(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String getToken() {
        return valid().token();
    }

    @Override
    public void before(BasicBuilder request, HttpRequest unused, RequestTags tags) {
        authorize(request, valid());
    }

    @Override
    public CompletableFuture<Boolean> afterFailure(BasicBuilder request, HttpResponse<?> response, RequestTags tags) {
        PluginCredential now = current;
        if (response.code() != HttpURLConnection.HTTP_UNAUTHORIZED
                || now == null
                || now.token().isEmpty()) {
            return CompletableFuture.completedFuture(false);
        }
        try {
            boolean isRefused = response.request().headers(AUTHORIZATION).contains(bearer(now));
            PluginCredential next = isRefused ? renewed(now) : now;
            // The same token again would be refused again.
            if (isRefused && next.token().equals(now.token())) {
                return CompletableFuture.completedFuture(false);
            }
            authorize(request, next);
            return CompletableFuture.completedFuture(true);
        } catch (KubernetesException failure) {
            // Nobody else will read the refusal.
            if (response.body() instanceof AsyncBody unread) {
                unread.cancel();
            }
            return CompletableFuture.failedFuture(failure);
        }
    }

    private static void authorize(BasicBuilder request, PluginCredential credential) {
        if (!credential.token().isEmpty()) {
            request.setHeader(AUTHORIZATION, bearer(credential));
        }
    }

    private static String bearer(PluginCredential credential) {
        return "Bearer " + credential.token();
    }

    private PluginCredential valid() {
        PluginCredential now = current;
        if (now == null || (now.isOver(clock.instant()) && !now.token().isEmpty())) {
            return renewed(now);
        }
        if (now.isOver(clock.instant())) {
            throw noCredential("gave a client certificate that has expired, and a connection cannot take a new one:"
                    + " build a new Kubernetes");
        }
        return now;
    }

    // A run that ends while a caller waits for its turn is that caller's run too, whatever came of it. An interrupt is
    // only the interrupted thread's: the next one runs the plugin for itself.
    private PluginCredential renewed(@Nullable PluginCredential old) {
        long seen = runs.get();
        try {
            lock.lockInterruptibly();
            try {
                PluginCredential now = current;
                boolean hasRun = runs.get() != seen;
                if (now != null && (!now.equals(old) || (hasRun && failed == null))) {
                    return now;
                }
                if (!hasRun) {
                    return run();
                }
                throw noCredential(String.valueOf(failed));
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new KubernetesException(Reason.OTHER, 0, "interrupted while " + command + " ran", failure);
        }
    }

    private PluginCredential run() throws InterruptedException {
        try {
            PluginCredential given = PluginCredential.of(process.run(command.toProcess(), limit), command.apiVersion());
            current = given;
            failed = null;
            runs.incrementAndGet();
            return given;
        } catch (NoCredential failure) {
            failed = failure.getMessage();
            runs.incrementAndGet();
            throw noCredential(String.valueOf(failed));
        }
    }

    private KubernetesException noCredential(String why) {
        return new KubernetesException(Reason.LOGIN_PLUGIN, 0, "could not log in: " + command + " " + why, null);
    }

    /** That a request waits for this plugin, which is running; null if it is not. */
    @Nullable
    String busy() {
        return process.isRunning() ? command + " is still running" : null;
    }

    /** Ends what is running. */
    void stop() {
        process.stop();
    }
}
