package io.clearmladmin.internal.configuration;

import io.clearmladmin.calls.CallListener;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.internal.ClientSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.immutables.value.Value;

/** The settings of a client's builder, with the other defaults; the server's address may come from other sources. */
@Value.Immutable
public interface ClientConfig {

    /** The API address as written. */
    Optional<String> apiUrl();

    /** Whether an address that looks like another server's is accepted. */
    boolean apiUrlUnchecked();

    /** The access key; counts with {@link #secretKey} only. */
    Optional<String> accessKey();

    /** The secret key. */
    Optional<Secret> secretKey();

    /** The files that hold access key and secret key, instead of these. */
    Optional<KeyFiles> keyFiles();

    /** A token instead of a key. */
    Optional<Secret> token();

    /** Whether key and secret are sent with every call. */
    boolean basicAuth();

    /** The token lifetime to request; the server's default if not given. */
    Optional<Duration> tokenLifetime();

    /** How long before its expiry a token is renewed. */
    Duration renewalThreshold();

    /** Whether closing logs out. */
    boolean logoutOnClose();

    /** The API version that every URL names. */
    Optional<String> apiVersion();

    /** What is appended to the library's own name in {@code X-ClearML-Client}. */
    Optional<String> clientName();

    /** Bounds of a call. */
    Duration callTimeout();

    /** Bounds of an attempt. */
    Duration attemptTimeout();

    /** Bounds of connecting. */
    Duration connectTimeout();

    /** Attempts of a call. */
    int maxAttempts();

    /** How long the server may be unreachable before a call fails. */
    Duration unreachableRetry();

    /** Calls in flight at once. */
    int maxConcurrency();

    /** The most bytes of a reply, after decompression. */
    long maxResponseBytes();

    /** Failed attempts in a row that open the circuit breaker. */
    Optional<ClientSettings.Breaker> breaker();

    /** The user's listeners. */
    List<CallListener> listeners();

    /** A PEM file with the only certificates to trust. */
    Optional<Path> trustedCertificates();

    /** Whether every certificate is accepted. */
    boolean trustAll();

    /** The client's certificate as PEM files; takes precedence over {@link #pkcs12}. */
    Optional<PemFiles> pem();

    /** The client's certificate as a PKCS#12 file. */
    Optional<Pkcs12File> pkcs12();

    /** The proxy to use. */
    Optional<HttpProxy> proxy();

    /** The user's own HTTP client. */
    Optional<OkHttpClient> http();

    /** A new builder, which has the defaults. */
    static Builder builder() {
        return new Builder()
                .apiUrlUnchecked(false)
                .basicAuth(false)
                .renewalThreshold(Duration.ofMinutes(6))
                .logoutOnClose(false)
                .callTimeout(Duration.ofMinutes(2))
                .attemptTimeout(Duration.ofSeconds(35))
                .connectTimeout(Duration.ofSeconds(10))
                .maxAttempts(3)
                .unreachableRetry(Duration.ofSeconds(15))
                .maxConcurrency(32)
                .maxResponseBytes(64L << 20)
                .trustAll(false);
    }

    /** Builds {@link ClientConfig}. */
    final class Builder extends ImmutableClientConfig.Builder {
        Builder() {}
    }

    /** A file with the access key, and one with its secret. */
    record KeyFiles(Path accessKey, Path secretKey) {}

    /** A chain of certificates, and the key of the first. */
    record PemFiles(Path chain, Path key) {}

    /** A key store, and its password. */
    record Pkcs12File(Path file, Secret password) {}

    /** A proxy, with user and password if it requires them. */
    record HttpProxy(String host, int port, Optional<String> user, Optional<Secret> password) {

        /** A proxy without a login. */
        public HttpProxy(String host, int port) {
            this(host, port, Optional.empty(), Optional.empty());
        }
    }
}
