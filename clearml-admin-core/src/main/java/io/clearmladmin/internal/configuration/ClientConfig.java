package io.clearmladmin.internal.configuration;

import io.clearmladmin.calls.CallListener;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.internal.ClientSettings;
import io.clearmladmin.internal.Login;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the builder was told; completes it from the other places and makes the settings of a client. */
public final class ClientConfig {

    private static final Logger LOG = LoggerFactory.getLogger("io.clearmladmin");
    private static final Duration DEFAULT_RENEWAL = Duration.ofMinutes(6);

    public @Nullable String apiUrl;
    public boolean apiUrlUnchecked;
    public @Nullable String accessKey;
    public @Nullable Secret secretKey;
    public @Nullable Secret token;
    public boolean basicAuth;
    public @Nullable Duration tokenLife;
    public Duration renewalThreshold = DEFAULT_RENEWAL;
    public boolean logoutOnClose;
    public @Nullable String apiVersion;
    public @Nullable String clientName;
    public Duration callTimeout = Duration.ofMinutes(2);
    public Duration attemptTimeout = Duration.ofSeconds(35);
    public Duration connectTimeout = Duration.ofSeconds(10);
    public int maxAttempts = 3;
    public Duration unreachableRetry = Duration.ofSeconds(15);
    public int maxConcurrency = 32;
    public long maxResponseBytes = 64L << 20;
    public int breakerFailures;
    public @Nullable Duration breakerOpenFor;
    public final List<CallListener> listeners = new ArrayList<>();
    public @Nullable Path trustedCertificates;
    public boolean trustAll;
    public @Nullable Path clientChain;
    public @Nullable Path clientKey;
    public @Nullable Path clientPkcs12;
    public @Nullable Secret clientPassword;
    public @Nullable String proxyHost;
    public int proxyPort;
    public @Nullable String proxyUser;
    public @Nullable Secret proxyPassword;
    public @Nullable OkHttpClient http;

    private final Environment environment;

    /** With nothing said. */
    public ClientConfig() {
        this(Environment.SYSTEM);
    }

    ClientConfig(Environment environment) {
        this.environment = environment;
    }

    /** Everything resolved and checked. */
    public ClientSettings settings() {
        Sources sources = new Sources(environment);
        ClientSettings.Builder settings = ClientSettings.builder();
        Address address = address(sources);
        settings.apiUrl(address.url());
        login(sources, settings);
        Verification verification = Verification.of(this, sources, environment, address.isFromFile());
        if (!verification.isOn()) {
            LOG.warn(
                    "Certificates are not verified ({}): whoever is in between can read the keys",
                    verification.where());
        }
        if (proxyPassword != null) {
            settings.addSecrets(proxyPassword);
        }
        ProxyVariables.Found proxy = proxyOfEnvironment(address.url(), settings);
        if (breakerOpenFor != null) {
            settings.breaker(new ClientSettings.Breaker(breakerFailures, breakerOpenFor));
        }
        return settings.http(HttpClients.of(this, verification, proxy))
                .ownsHttp(http == null)
                .apiVersion(Optional.ofNullable(apiVersion))
                .clientName(clientHeader())
                .callTimeout(callTimeout)
                .attemptTimeout(attemptTimeout)
                .maxAttempts(maxAttempts)
                .unreachableRetry(unreachableRetry)
                .maxConcurrency(maxConcurrency)
                .maxResponseBytes(maxResponseBytes)
                .logoutOnClose(logoutOnClose)
                .listeners(listeners)
                .build();
    }

    private record Address(HttpUrl url, boolean isFromFile) {}

    private Address address(Sources sources) {
        if (apiUrl != null) {
            return new Address(ApiAddress.parse("apiUrl", apiUrl, apiUrlUnchecked), false);
        }
        Sources.Located found = sources.apiHost();
        if (found == null) {
            throw sources.missing("API address", "apiUrl", Setting.API_HOST);
        }
        boolean isUnchecked = apiUrlUnchecked || isUnchecked(sources);
        return new Address(ApiAddress.parse(found.where(), found.value(), isUnchecked), found.isFromFile());
    }

    private ProxyVariables.@Nullable Found proxyOfEnvironment(HttpUrl address, ClientSettings.Builder settings) {
        if (proxyHost != null || http != null) {
            return null;
        }
        ProxyVariables.Found proxy = new ProxyVariables(environment).proxyFor(address);
        if (proxy != null) {
            LOG.debug("Calls go through the proxy {}:{} ({})", proxy.host(), proxy.port(), proxy.where());
            if (proxy.password() != null) {
                settings.addSecrets(proxy.password());
            }
        }
        return proxy;
    }

    private static boolean isUnchecked(Sources sources) {
        Sources.Located found = sources.urlUnchecked().orElse(null);
        if (found == null || found.value().equalsIgnoreCase("false")) {
            return false;
        }
        if (!found.value().equalsIgnoreCase("true")) {
            throw new ConfigurationException(found.where() + ": must be true or false");
        }
        return true;
    }

    private void login(Sources sources, ClientSettings.Builder settings) {
        Sources.Credentials credentials = credentials(sources);
        Optional<Duration> life = Optional.ofNullable(tokenLife);
        String where = credentials.where();
        String key = credentials.accessKey();
        if (key == null) {
            if (basicAuth) {
                throw new ConfigurationException("basicAuth: needs key and secret, but " + where + " gives a token");
            }
            Secret ready = Keys.token(where, credentials.secret());
            settings.login(Login.with(ready, life, renewalThreshold)).addSecrets(ready);
        } else {
            Keys.accessKey(where, key);
            Secret secret = Keys.secretKey(credentials.secretWhere(), credentials.secret());
            settings.login(Login.with(key, secret, life, renewalThreshold)).addSecrets(Secret.of(key), secret);
        }
        settings.basicAuth(basicAuth);
    }

    private Sources.Credentials credentials(Sources sources) {
        if (accessKey != null && secretKey != null) {
            return new Sources.Credentials(accessKey, secretKey, "credentials", "credentials");
        }
        if (token != null) {
            return new Sources.Credentials(null, token, "token", "token");
        }
        Sources.Credentials found = sources.credentials();
        if (found == null) {
            throw sources.missing("login", "credentials, token", Setting.TOKEN, Setting.ACCESS_KEY, Setting.SECRET_KEY);
        }
        return found;
    }

    private String clientHeader() {
        return "clearml-admin-java/" + version() + (clientName == null ? "" : " " + clientName);
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream in = ClientConfig.class.getResourceAsStream("/io/clearmladmin/internal/version.properties")) {
            properties.load(Objects.requireNonNull(in, "version.properties"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return properties.getProperty("version");
    }
}
