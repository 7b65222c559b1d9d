package io.clearmladmin.metering;

import io.clearmladmin.calls.CallListener;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.configuration.ClientConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Builds a {@link MeteringClient}. Nothing is read from the environment, whose names mean the API server. */
public final class MeteringClientBuilder {

    private final ClientConfig opening = new ClientConfig();

    MeteringClientBuilder() {
        opening.basicAuth = true;
        opening.apiUrlUnchecked = true;
    }

    /** The metering service's address, without {@code get_usages}; a base path is kept. */
    public MeteringClientBuilder url(String url) {
        opening.apiUrl = Objects.requireNonNull(url, "url");
        return this;
    }

    /** The metering service's own key. */
    public MeteringClientBuilder credentials(String accessKey, String secretKey) {
        opening.accessKey = Objects.requireNonNull(accessKey, "accessKey");
        opening.secretKey = Secret.of(Objects.requireNonNull(secretKey, "secretKey"));
        return this;
    }

    /** The time for a whole call: waiting, all attempts and the pauses between them. Default 120 s. */
    public MeteringClientBuilder callTimeout(Duration timeout) {
        opening.callTimeout = Check.wait("callTimeout", timeout);
        return this;
    }

    /** The time for one attempt, from connecting to the last byte of the reply. Default 35 s. */
    public MeteringClientBuilder attemptTimeout(Duration timeout) {
        opening.attemptTimeout = Check.wait("attemptTimeout", timeout);
        return this;
    }

    /**
     * How long a call is tried again, with growing pauses, while there is nobody to connect to: connection refused, no
     * such host, no route to it. With zero, such a failure is repeated as any other is. Default 15 s; a day at most.
     */
    public MeteringClientBuilder unreachableRetry(Duration time) {
        opening.unreachableRetry = Check.waitOrNone("unreachableRetry", time);
        return this;
    }

    /** Adds a listener to calls and attempts. */
    public MeteringClientBuilder listener(CallListener listener) {
        opening.listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /** Trusts the certificates in a PEM file, and no others. */
    public MeteringClientBuilder trustedCertificates(Path pem) {
        opening.trustedCertificates = Objects.requireNonNull(pem, "pem");
        return this;
    }

    /** Uses your HTTP client's connections, interceptors, DNS, proxy and sockets; it is not closed with the client. */
    public MeteringClientBuilder httpClient(OkHttpClient client) {
        opening.http = Objects.requireNonNull(client, "client");
        return this;
    }

    /**
     * Checks everything, and reads the files it names. Nothing is sent.
     *
     * @throws IllegalArgumentException if url or credentials are not set
     * @throws io.clearmladmin.errors.ConfigurationException if something cannot be right
     */
    public MeteringClient build() {
        require("url", opening.apiUrl);
        require("credentials", opening.accessKey);
        return new DefaultMeteringClient(opening.settings());
    }

    private static void require(String setting, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException(
                    setting + ": is not set, and the metering service's is found nowhere else");
        }
    }
}
