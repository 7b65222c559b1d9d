package io.clearmladmin.k8s;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads from the API server as the client would, with its connections, login and TLS, but as a bare stream. */
final class ApiServer {

    // What etcd takes, and more.
    private static final long LARGEST_OBJECT = 16 << 20;
    // How long the head of an answer may take: a watch answers at once.
    private static final Duration WATCH_HEAD = Duration.ofSeconds(5);
    // What a stream may be late at its end; after that, nobody is there any more.
    private static final Duration GRACE = Duration.ofSeconds(5);

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
        return send(ask, builder -> builder, head, silence);
    }

    private BodyStream send(ApiRequest ask, UnaryOperator<HttpRequest.Builder> with, Duration head, Duration silence) {
        HttpClient http = client.getHttpClient();
        HttpRequest request = with.apply(http.newHttpRequestBuilder()
                        .uri(URI.create(base + ask.path()))
                        .header("Accept", ask.accept()))
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

    /** Reads an answer from the parser's current token, which begins an object, to its end. */
    @FunctionalInterface
    interface ObjectReader {
        void read(JsonParser json) throws IOException;
    }

    /**
     * Reads a good answer that is one object.
     *
     * @param patience how long it is waited for, and how long it may fall silent
     * @param whole how long all of its bytes are waited for
     * @param size how many bytes it may have
     */
    void read(ApiRequest ask, Duration patience, Duration whole, long size, ObjectReader reader) {
        read(ask, get(ask, patience, patience), whole, size, reader);
    }

    /** Hands in an object and reads what the server makes of it, which is waited for so long in all. */
    void post(ApiRequest ask, String object, Duration patience, ObjectReader reader) {
        read(
                ask,
                send(ask, builder -> builder.post("application/json", object), patience, patience),
                patience,
                LARGEST_OBJECT,
                reader);
    }

    private void read(ApiRequest ask, BodyStream whence, Duration whole, long size, ObjectReader reader) {
        try (BodyStream body = whence.bounded(whole, size);
                JsonParser json = PodReader.JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the answer is no object");
            }
            reader.read(json);
        } catch (IOException failure) {
            throw brokenOff(ask, failure);
        }
    }

    /** Reads one object of the cluster, which is waited for so long in all. */
    void readOne(ApiRequest ask, Duration patience, ObjectReader reader) {
        read(ask, patience, patience, LARGEST_OBJECT, reader);
    }

    /** The changes that a request for a watch of so long is answered with; the caller closes them. */
    BodyStream changes(ApiRequest ask, Duration time) {
        return get(ask, WATCH_HEAD, time.plus(GRACE));
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
