package io.clearmladmin.internal.configuration;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.internal.ClientSettings;
import io.clearmladmin.internal.Login;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Completes the builder's settings from the other sources, and makes the settings of a client. */
public final class ConfigResolver {

    private static final Logger LOG = LoggerFactory.getLogger("io.clearmladmin");

    private final ClientConfig config;
    private final Environment environment;

    ConfigResolver(ClientConfig config, Environment environment) {
        this.config = config;
        this.environment = environment;
    }

    /** The settings, resolved and checked, with this process's environment. */
    public static ClientSettings resolve(ClientConfig config) {
        return new ConfigResolver(config, Environment.SYSTEM).settings();
    }

    /** The settings, resolved and checked. */
    ClientSettings settings() {
        Sources sources = new Sources(environment);
        ClientSettings.Builder settings = ClientSettings.builder();
        Address address = address(sources);
        settings.apiUrl(address.url());
        login(sources, settings);
        Verification verification = Verification.of(config, sources, environment, address.isFromFile());
        if (!verification.isOn()) {
            LOG.warn("Certificates are not verified ({}): anyone in between can read the keys", verification.where());
        }
        config.proxy().flatMap(ClientConfig.HttpProxy::password).ifPresent(settings::addSecrets);
        ProxyVariables.Found proxy = proxyOfEnvironment(address.url(), settings);
        return settings.http(HttpClients.of(config, verification, proxy))
                .ownsHttp(config.http().isEmpty())
                .apiVersion(config.apiVersion())
                .clientName(clientHeader())
                .callTimeout(config.callTimeout())
                .attemptTimeout(config.attemptTimeout())
                .maxAttempts(config.maxAttempts())
                .unreachableRetry(config.unreachableRetry())
                .maxConcurrency(config.maxConcurrency())
                .maxResponseBytes(config.maxResponseBytes())
                .logoutOnClose(config.logoutOnClose())
                .breaker(config.breaker())
                .listeners(config.listeners())
                .build();
    }

    private record Address(HttpUrl url, boolean isFromFile) {}

    private Address address(Sources sources) {
        if (config.apiUrl().isPresent()) {
            return new Address(ApiAddress.parse("apiUrl", config.apiUrl().get(), config.apiUrlUnchecked()), false);
        }
        Sources.Located found = sources.apiHost();
        if (found == null) {
            throw sources.missing("API address", "apiUrl", Setting.API_HOST);
        }
        boolean isUnchecked = config.apiUrlUnchecked() || isUnchecked(sources);
        return new Address(ApiAddress.parse(found.where(), found.value(), isUnchecked), found.isFromFile());
    }

    private ProxyVariables.@Nullable Found proxyOfEnvironment(HttpUrl address, ClientSettings.Builder settings) {
        if (config.proxy().isPresent() || config.http().isPresent()) {
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
        if (config.keyFiles().isPresent()) {
            KeyFileLogin files =
                    new KeyFileLogin(config.keyFiles().get(), config.tokenLifetime(), config.renewalThreshold());
            Login first = files.read();
            settings.login(first).addAllSecrets(Login.secretsOf(first.basic().orElseThrow()));
            settings.freshLogin(files::read).basicAuth(config.basicAuth());
            return;
        }
        Sources.Credentials credentials = credentials(sources);
        Optional<Duration> lifetime = config.tokenLifetime();
        Duration threshold = config.renewalThreshold();
        String where = credentials.where();
        String key = credentials.accessKey();
        if (key == null) {
            if (config.basicAuth()) {
                throw new ConfigurationException("basicAuth: needs key and secret, but " + where + " gives a token");
            }
            Secret ready = Keys.token(where, credentials.secret());
            settings.login(Login.with(ready, lifetime, threshold)).addSecrets(ready);
        } else {
            Keys.accessKey(where, key);
            Secret secret = Keys.secretKey(credentials.secretWhere(), credentials.secret());
            settings.login(Login.with(key, secret, lifetime, threshold)).addSecrets(Secret.of(key), secret);
        }
        settings.basicAuth(config.basicAuth());
    }

    private Sources.Credentials credentials(Sources sources) {
        if (config.accessKey().isPresent() && config.secretKey().isPresent()) {
            return new Sources.Credentials(
                    config.accessKey().get(), config.secretKey().get(), "credentials", "credentials");
        }
        if (config.token().isPresent()) {
            return new Sources.Credentials(null, config.token().get(), "token", "token");
        }
        Sources.Credentials found = sources.credentials();
        if (found == null) {
            throw sources.missing("login", "credentials, token", Setting.TOKEN, Setting.ACCESS_KEY, Setting.SECRET_KEY);
        }
        return found;
    }

    private String clientHeader() {
        return "clearml-admin-java/" + version()
                + config.clientName().map(name -> " " + name).orElse("");
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream in =
                ConfigResolver.class.getResourceAsStream("/io/clearmladmin/internal/version.properties")) {
            properties.load(Objects.requireNonNull(in, "version.properties"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return properties.getProperty("version");
    }
}
