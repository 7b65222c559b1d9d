package io.clearmladmin;

import io.clearmladmin.calls.CallListener;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.internal.Client;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.configuration.ClientConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import okhttp3.OkHttpClient;

/**
 * Builds a {@link ClearMl}. What is not set here comes from system properties, the environment and
 * {@code clearml.conf}, as {@link ClearMl#fromEnvironment()} says. Not safe for use by several threads; it may be used
 * again after {@link #build()}.
 */
public final class ClearMlBuilder {

    private final ClientConfig opening = new ClientConfig();

    ClearMlBuilder() {}

    /** The API address, such as {@code http://clearml.example:8008}; a base path is kept. */
    public ClearMlBuilder apiUrl(String url) {
        opening.apiUrl = Objects.requireNonNull(url, "apiUrl");
        opening.apiUrlUnchecked = false;
        return this;
    }

    /** An API address that looks like another (port 8080, {@code app.}, …) but is one; only its syntax is checked. */
    public ClearMlBuilder apiUrlUnchecked(String url) {
        apiUrl(url);
        opening.apiUrlUnchecked = true;
        return this;
    }

    /** Access key and secret key, or name and password of a fixed user. */
    public ClearMlBuilder credentials(String accessKey, String secretKey) {
        opening.accessKey = Objects.requireNonNull(accessKey, "accessKey");
        opening.secretKey = Secret.of(Objects.requireNonNull(secretKey, "secretKey"));
        opening.token = null;
        return this;
    }

    /** A token to use in place of key and secret. It is renewed while it lasts; when it has ended, calls fail. */
    public ClearMlBuilder token(String token) {
        opening.token = Secret.of(Objects.requireNonNull(token, "token"));
        opening.accessKey = null;
        opening.secretKey = null;
        return this;
    }

    /** Sends key and secret with each call in place of a token; the server then reads its database for each. */
    public ClearMlBuilder basicAuth() {
        opening.basicAuth = true;
        return this;
    }

    /** The life to ask for at login; the server may decide otherwise. A year at most; default: the server's, 30 days. */
    public ClearMlBuilder tokenLife(Duration life) {
        opening.tokenLife = Check.tokenLife("tokenLife", life);
        return this;
    }

    /** How long before its end a token is renewed: default 360 s, or a tenth of its life if that is shorter. */
    public ClearMlBuilder renewalThreshold(Duration threshold) {
        opening.renewalThreshold = Check.wait("renewalThreshold", threshold);
        return this;
    }

    /** Revokes the token on {@link ClearMl#close()}; it is best effort and takes one call. */
    public ClearMlBuilder logoutOnClose() {
        opening.logoutOnClose = true;
        return this;
    }

    /** Names an API version in every URL, such as {@code 2.30}; by default the server answers with its newest. */
    public ClearMlBuilder apiVersion(String version) {
        opening.apiVersion = Check.apiVersion("apiVersion", version);
        return this;
    }

    /** Your tool's name and version, appended to {@code X-ClearML-Client}; visible ASCII. */
    public ClearMlBuilder clientName(String name) {
        opening.clientName = Check.headerValue("clientName", name);
        return this;
    }

    /** The time for a whole call: waiting, login, all attempts and the pauses between them. Default 120 s. */
    public ClearMlBuilder callTimeout(Duration timeout) {
        opening.callTimeout = Check.wait("callTimeout", timeout);
        return this;
    }

    /** The time for one attempt, from connecting to the last byte of the reply. Default 35 s. */
    public ClearMlBuilder attemptTimeout(Duration timeout) {
        opening.attemptTimeout = Check.wait("attemptTimeout", timeout);
        return this;
    }

    /** The time to connect, a proxy's tunnel and TLS included. Default 10 s. */
    public ClearMlBuilder connectTimeout(Duration timeout) {
        opening.connectTimeout = Check.wait("connectTimeout", timeout);
        return this;
    }

    /** How often a call is tried at most, where repeating does no harm. Default 3. */
    public ClearMlBuilder maxAttempts(int attempts) {
        opening.maxAttempts = (int) Check.atLeastOne("maxAttempts", attempts);
        return this;
    }

    /**
     * How long a call is tried again, with growing pauses, while there is nobody to connect to: connection refused, no
     * such host, no route to it. Nothing was sent then, so that this goes for every endpoint, beyond {@code maxAttempts}
     * but within {@code callTimeout}; {@code maxAttempts(1)} turns it off with all other repeating. With zero,
     * {@code maxAttempts} alone counts. Default 15 s, which rides out a server's restart; a day at most.
     */
    public ClearMlBuilder unreachableRetry(Duration time) {
        opening.unreachableRetry = Check.waitOrNone("unreachableRetry", time);
        return this;
    }

    /** How many calls may be under way at once; more wait for their turn, within their deadline. Default 32. */
    public ClearMlBuilder maxConcurrency(int calls) {
        opening.maxConcurrency = (int) Check.atLeastOne("maxConcurrency", calls);
        return this;
    }

    /** How large a reply may be, in bytes after decompression. Default 64 MiB. */
    public ClearMlBuilder maxResponseBytes(long bytes) {
        opening.maxResponseBytes = Check.atLeastOne("maxResponseBytes", bytes);
        return this;
    }

    /**
     * Stops sending for {@code openFor} when the last {@code failures} attempts all failed (no reply, or 5xx), then
     * lets one try. Off by default.
     */
    public ClearMlBuilder circuitBreaker(int failures, Duration openFor) {
        opening.breakerFailures = (int) Check.atLeastOne("failures", failures);
        opening.breakerOpenFor = Check.wait("openFor", openFor);
        return this;
    }

    /** Adds a listener to calls and attempts. */
    public ClearMlBuilder listener(CallListener listener) {
        opening.listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /** Trusts the certificates in a PEM file, and no others. */
    public ClearMlBuilder trustedCertificates(Path pem) {
        opening.trustedCertificates = Objects.requireNonNull(pem, "pem");
        opening.trustAll = false;
        return this;
    }

    /** Shows the server a certificate of ours, by PEM files: the chain, and its PKCS#8 key without a password. */
    public ClearMlBuilder clientCertificate(Path chain, Path key) {
        opening.clientChain = Objects.requireNonNull(chain, "chain");
        opening.clientKey = Objects.requireNonNull(key, "key");
        return this;
    }

    /** Shows the server a certificate of ours, by a PKCS#12 file. */
    public ClearMlBuilder clientCertificate(Path pkcs12, String password) {
        opening.clientPkcs12 = Objects.requireNonNull(pkcs12, "pkcs12");
        opening.clientPassword = Secret.of(Objects.requireNonNull(password, "password"));
        return this;
    }

    /** Accepts every certificate and host name: whoever is in between reads the keys. For tests only. */
    public ClearMlBuilder insecureSkipTlsVerify() {
        opening.trustAll = true;
        opening.trustedCertificates = null;
        return this;
    }

    /** Goes through an HTTP proxy in place of the JDK's own proxy settings. */
    public ClearMlBuilder proxy(String host, int port) {
        opening.proxyHost = Objects.requireNonNull(host, "host");
        opening.proxyPort = port;
        opening.proxyUser = null;
        opening.proxyPassword = null;
        return this;
    }

    /** Goes through an HTTP proxy that wants a name and a password. */
    public ClearMlBuilder proxy(String host, int port, String user, String password) {
        proxy(host, port);
        opening.proxyUser = Objects.requireNonNull(user, "user");
        opening.proxyPassword = Secret.of(Objects.requireNonNull(password, "password"));
        return this;
    }

    /**
     * Uses your HTTP client's connections, interceptors, DNS and sockets, and its login at a proxy; timeouts, retries,
     * redirects, cookies and logins at the server stay as this library needs them, and TLS and proxy too where they are
     * set here. An interceptor that sends a request again does so unseen. It is not closed with the client.
     */
    public ClearMlBuilder httpClient(OkHttpClient client) {
        opening.http = Objects.requireNonNull(client, "client");
        return this;
    }

    /**
     * Resolves and checks everything, and reads the files it names. Nothing is sent.
     *
     * @throws io.clearmladmin.errors.ConfigurationException with every source tried, and why it did not serve
     */
    public ClearMl build() {
        return new DefaultClearMl(Client.open(opening.settings()));
    }
}
