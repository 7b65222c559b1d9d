package io.clearmladmin.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import io.clearmladmin.k8s.KubernetesException.Reason;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads from the API server as the client would, with its connections, login and TLS, but as a bare stream. */
final class ApiServer {

    private final KubernetesClient client;
    private final String base;
    private final @Nullable LoginPlugin plugin;

    ApiServer(KubernetesClient client, String base, @Nullable LoginPlugin plugin) {
        this.client = client;
        this.base = base;
        this.plugin = plugin;
    }

    /**
     * The body of a good answer; the caller closes it.
     *
     * @param head how long the answer's head is waited for
     * @param silence how long the body may fall silent
     */
    BodyStream get(ApiRequest ask, Duration head, Duration silence) {
        HttpClient http = client.getHttpClient();
        HttpRequest request = http.newHttpRequestBuilder()
                .uri(URI.create(base + ask.path()))
                .header("Accept", "application/json")
                .forStreaming()
                .build();
        BodyStream stream = new BodyStream(silence);
        CompletableFuture<HttpResponse<AsyncBody>> sent = send(ask, http, request, stream);
        HttpResponse<AsyncBody> response = await(ask, sent, head);
        stream.attach(response.body());
        if (response.isSuccessful()) {
            return stream;
        }
        try (BodyStream refusal = stream.bounded(head, 2L * ErrorTranslator.LONGEST_STATUS)) {
            throw ErrorTranslator.refused(
                    ask, base, response.code(), refusal.readNBytes(ErrorTranslator.LONGEST_STATUS));
        } catch (IOException failure) {
            throw ErrorTranslator.refused(ask, base, response.code(), new byte[0]);
        }
    }

    // It logs in before it returns.
    private CompletableFuture<HttpResponse<AsyncBody>> send(
            ApiRequest ask, HttpClient http, HttpRequest request, BodyStream stream) {
        try {
            return http.consumeBytes(request, stream);
        } catch (KubernetesException failure) {
            throw ErrorTranslator.notLoggedIn(ask, base, failure);
        }
    }

    private HttpResponse<AsyncBody> await(
            ApiRequest ask, CompletableFuture<HttpResponse<AsyncBody>> sent, Duration head) {
        try {
            return sent.get(head.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failure) {
            throw ErrorTranslator.unanswered(ask, base, failure.getCause() == null ? failure : failure.getCause());
        } catch (TimeoutException failure) {
            abandon(sent);
            String busy = plugin == null ? null : plugin.busy();
            throw busy == null
                    ? ErrorTranslator.silent(ask, base, head)
                    : ErrorTranslator.loggingIn(ask, base, head, busy);
        } catch (InterruptedException failure) {
            abandon(sent);
            Thread.currentThread().interrupt();
            throw new KubernetesException(Reason.OTHER, 0, "interrupted while waiting to " + ask.what(), failure);
        }
    }

    // An answer that comes all the same is not read.
    private static void abandon(CompletableFuture<HttpResponse<AsyncBody>> sent) {
        var unused = sent.thenAccept(response -> response.body().cancel());
        sent.cancel(true);
    }

    /** An answer that began well and could not be read to its end. */
    KubernetesException brokenOff(ApiRequest ask, IOException cause) {
        return ErrorTranslator.brokenOff(ask, base, cause);
    }

    /** A good answer of another kind than the one requested. */
    KubernetesException foreign(ApiRequest ask) {
        return ErrorTranslator.foreign(ask, base);
    }

    /** A failure that the server reported in the middle of an answer. */
    KubernetesException failure(ApiRequest ask, int status, JsonNode said) {
        return ErrorTranslator.failure(ask, base, status, said);
    }
}
