package io.clearmladmin.metering;

import io.clearmladmin.calls.CallListener;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.configuration.ClientConfig;
import io.clearmladmin.internal.configuration.ConfigResolver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import okhttp3.OkHttpClient;

/**
 * A client of the metering service (the "usage aggregator"), which runs beside the API server: it has an address of its
 * own, and credentials of its own, which the Helm chart keeps in the usage aggregator's secret. Server 3.28 or newer.
 *
 * <p>It serves any number of threads; calls block until a reply arrives or the deadline passes, and end in a value
 * or in a {@link io.clearmladmin.errors.ClearMlException}. Which errors the service has is not documented: one that is
 * not HTTP 401 or 403 is a {@code GatewayException} with its status.
 */
public interface MeteringClient extends AutoCloseable {

    /** A builder with nothing set. */
    static Builder builder() {
        return new Builder();
    }

    /**
     * A client for a metering service and its key. Nothing is sent before the first call.
     *
     * @throws io.clearmladmin.errors.ConfigurationException if one of the three is invalid
     */
    static MeteringClient connect(String url, String accessKey, String secretKey) {
        return builder().url(url).credentials(accessKey, secretKey).build();
    }

    /** {@code get_usages}: what tenants used, day by day, and what it costs. A read; it is retried like any other. */
    List<TenantUsages> getUsages(TenantUsagesQuery query);

    /** Frees connections and threads. May be called again. */
    @Override
    void close();

    /** Builds a {@link MeteringClient}. Nothing is read from the environment, whose names mean the API server. */
    final class Builder {

        private final ClientConfig.Builder config = ClientConfig.builder();

        private Builder() {
            config.basicAuth(true);
            config.apiUrlUnchecked(true);
        }

        /** The metering service's address, without {@code get_usages}; a base path is kept. */
        public Builder url(String url) {
            config.apiUrl(Objects.requireNonNull(url, "url"));
            return this;
        }

        /** The metering service's own key. */
        public Builder credentials(String accessKey, String secretKey) {
            config.accessKey(Objects.requireNonNull(accessKey, "accessKey"));
            config.secretKey(Secret.of(Objects.requireNonNull(secretKey, "secretKey")));
            return this;
        }

        /** The time for a whole call: waiting, all attempts and the pauses between them. Default 120 s. */
        public Builder callTimeout(Duration timeout) {
            config.callTimeout(Check.wait("callTimeout", timeout));
            return this;
        }

        /** The time for one attempt, from connecting to the last byte of the reply. Default 35 s. */
        public Builder attemptTimeout(Duration timeout) {
            config.attemptTimeout(Check.wait("attemptTimeout", timeout));
            return this;
        }

        /**
         * How long a call is tried again, with growing pauses, while there is nobody to connect to: connection refused, no
         * host, no route to it. With zero, such a failure is retried as any other is. Default 15 s; at most a day.
         */
        public Builder unreachableRetry(Duration time) {
            config.unreachableRetry(Check.waitOrNone("unreachableRetry", time));
            return this;
        }

        /** Adds a listener to calls and attempts. */
        public Builder listener(CallListener listener) {
            config.addListeners(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /** Trusts the certificates in a PEM file, and no others. */
        public Builder trustedCertificates(Path pem) {
            config.trustedCertificates(Objects.requireNonNull(pem, "pem"));
            return this;
        }

        /** Uses your HTTP client's connections, interceptors, DNS, proxy and sockets; the caller closes it. */
        public Builder httpClient(OkHttpClient client) {
            config.http(Objects.requireNonNull(client, "client"));
            return this;
        }

        /**
         * Checks all settings, and reads the files they name. Nothing is sent.
         *
         * @throws IllegalArgumentException if url or credentials are not set
         * @throws io.clearmladmin.errors.ConfigurationException if a setting is invalid
         */
        public MeteringClient build() {
            ClientConfig given = config.build();
            require("url", given.apiUrl());
            require("credentials", given.accessKey());
            return new DefaultMeteringClient(ConfigResolver.resolve(given));
        }

        private static void require(String setting, Optional<String> value) {
            if (value.isEmpty()) {
                throw new IllegalArgumentException(
                        setting + ": is not set, and the metering service's is found nowhere else");
            }
        }
    }
}
