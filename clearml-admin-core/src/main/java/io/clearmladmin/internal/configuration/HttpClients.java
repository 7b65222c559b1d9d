package io.clearmladmin.internal.configuration;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.ConfigurationException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.Credentials;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Makes the HTTP client: each request is sent once, without cookies, hidden retries or redirects. */
final class HttpClients {

    private static final int KEEP_ALIVE_SECONDS = 60;

    private HttpClients() {}

    static OkHttpClient of(ClientConfig config, Verification verification, ProxyVariables.@Nullable Found environment) {
        OkHttpClient.Builder http = config.http()
                .map(OkHttpClient::newBuilder)
                .orElseGet(() -> new OkHttpClient.Builder()
                        .connectionPool(
                                new ConnectionPool(config.maxConcurrency(), KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)));
        // One timeout covers the whole attempt, so that a slow reply cannot extend it.
        http.retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .authenticator(Authenticator.NONE)
                .cookieJar(CookieJar.NO_COOKIES)
                .cache(null)
                .connectTimeout(config.connectTimeout())
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .callTimeout(Duration.ZERO)
                .addInterceptor(HttpClients::boundReads);
        config.proxy().ifPresent(proxy -> proxy(http, proxy));
        if (environment != null) {
            through(http, environment.host(), environment.port(), environment.user(), environment.password());
        }
        tls(http, config, verification);
        return http.build();
    }

    // A cancellation that comes between TCP and TLS does not reach the socket: OkHttp then waits for the other side's
    // TLS as
    // long as a read may take. Without TLS nothing is waited for there, and a timeout of each read costs a tenth of a
    // call.
    private static Response boundReads(Interceptor.Chain chain) throws IOException {
        if (!chain.request().isHttps()) {
            return chain.proceed(chain.request());
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(chain.call().timeout().timeoutNanos());
        int most = (int) Math.max(1, Math.min(millis, Integer.MAX_VALUE));
        return chain.withReadTimeout(most, TimeUnit.MILLISECONDS).proceed(chain.request());
    }

    private static void proxy(OkHttpClient.Builder http, ClientConfig.HttpProxy proxy) {
        if (proxy.host().isBlank() || proxy.port() < 1 || proxy.port() > 0xffff) {
            throw new ConfigurationException("proxy: needs a host and a port from 1 to 65535, got '"
                    + proxy.host().replaceFirst(".*@", "") + "', " + proxy.port());
        }
        through(
                http,
                proxy.host(),
                proxy.port(),
                proxy.user().orElse(null),
                proxy.password().orElse(null));
    }

    private static void through(
            OkHttpClient.Builder http, String host, int port, @Nullable String user, @Nullable Secret password) {
        http.proxy(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port)));
        if (user != null && password != null) {
            http.proxyAuthenticator(authenticator(user, password));
        }
    }

    private static Authenticator authenticator(String user, Secret password) {
        String basic = Credentials.basic(user, password.reveal(), StandardCharsets.UTF_8);
        return (route, response) -> response.request().header("Proxy-Authorization") == null
                ? response.request()
                        .newBuilder()
                        .header("Proxy-Authorization", basic)
                        .build()
                : null;
    }

    private static void tls(OkHttpClient.Builder http, ClientConfig config, Verification verification) {
        Certificates.Identity identity = identity(config);
        if (!verification.isOn()) {
            Tls.unverified(http, identity);
        } else if (verification.trusted() != null || identity != null) {
            KeyStore trusted = verification.trusted() == null
                    ? null
                    : Certificates.trusted(verification.where(), verification.trusted());
            Tls.verified(http, trusted, identity);
        }
    }

    private static Certificates.@Nullable Identity identity(ClientConfig config) {
        if (config.pem().isPresent()) {
            ClientConfig.PemFiles pem = config.pem().get();
            return Certificates.identity("clientCertificate", pem.chain(), pem.key());
        }
        if (config.pkcs12().isPresent()) {
            ClientConfig.Pkcs12File store = config.pkcs12().get();
            return Certificates.identity("clientCertificate", store.file(), store.password());
        }
        return null;
    }
}
