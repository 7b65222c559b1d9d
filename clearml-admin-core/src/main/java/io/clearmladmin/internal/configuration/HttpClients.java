package io.clearmladmin.internal.configuration;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.ConfigurationException;
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
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Makes the HTTP client: one request is one request, without cookies, repeats or redirects behind our back. */
final class HttpClients {

    private static final int KEEP_ALIVE_SECONDS = 60;

    private HttpClients() {}

    static OkHttpClient of(
            ClientConfig opening, Verification verification, ProxyVariables.@Nullable Found environment) {
        OkHttpClient.Builder http = opening.http == null
                ? new OkHttpClient.Builder()
                        .connectionPool(
                                new ConnectionPool(opening.maxConcurrency, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS))
                : opening.http.newBuilder();
        // A call has one deadline for all of an attempt, so that a slow drip cannot stretch it.
        http.retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .authenticator(Authenticator.NONE)
                .cookieJar(CookieJar.NO_COOKIES)
                .cache(null)
                .connectTimeout(opening.connectTimeout)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .callTimeout(Duration.ZERO);
        proxy(http, opening);
        if (environment != null) {
            through(http, environment.host(), environment.port(), environment.user(), environment.password());
        }
        tls(http, opening, verification);
        return http.build();
    }

    private static void proxy(OkHttpClient.Builder http, ClientConfig opening) {
        if (opening.proxyHost == null) {
            return;
        }
        if (opening.proxyHost.isBlank() || opening.proxyPort < 1 || opening.proxyPort > 0xffff) {
            throw new ConfigurationException("proxy: needs a host and a port from 1 to 65535, is '"
                    + opening.proxyHost.replaceFirst(".*@", "") + "', " + opening.proxyPort);
        }
        through(http, opening.proxyHost, opening.proxyPort, opening.proxyUser, opening.proxyPassword);
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

    private static void tls(OkHttpClient.Builder http, ClientConfig opening, Verification verification) {
        Certificates.Identity identity = identity(opening);
        if (!verification.isOn()) {
            Tls.unverified(http, identity);
        } else if (verification.trusted() != null || identity != null) {
            KeyStore trusted = verification.trusted() == null
                    ? null
                    : Certificates.trusted(verification.where(), verification.trusted());
            Tls.verified(http, trusted, identity);
        }
    }

    private static Certificates.@Nullable Identity identity(ClientConfig opening) {
        if (opening.clientChain != null && opening.clientKey != null) {
            return Certificates.identity("clientCertificate", opening.clientChain, opening.clientKey);
        }
        if (opening.clientPkcs12 != null && opening.clientPassword != null) {
            return Certificates.identity("clientCertificate", opening.clientPkcs12, opening.clientPassword);
        }
        return null;
    }
}
