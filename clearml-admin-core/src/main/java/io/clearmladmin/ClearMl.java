package io.clearmladmin;

import io.clearmladmin.apps.AppsService;
import io.clearmladmin.auth.AuthService;
import io.clearmladmin.auth.TokenClaims;
import io.clearmladmin.calls.CallListener;
import io.clearmladmin.calls.CallOptions;
import io.clearmladmin.debug.DebugService;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.internal.Client;
import io.clearmladmin.internal.ClientSettings;
import io.clearmladmin.internal.Preload;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.configuration.ClientConfig;
import io.clearmladmin.internal.configuration.ConfigResolver;
import io.clearmladmin.login.LoginService;
import io.clearmladmin.logs.EventsService;
import io.clearmladmin.models.ModelsService;
import io.clearmladmin.organization.OrganizationService;
import io.clearmladmin.permissions.PermissionsService;
import io.clearmladmin.projects.ProjectsService;
import io.clearmladmin.queues.QueuesService;
import io.clearmladmin.resources.ResourcesService;
import io.clearmladmin.routers.RoutersService;
import io.clearmladmin.server.Capabilities;
import io.clearmladmin.server.ServerService;
import io.clearmladmin.serving.ServingService;
import io.clearmladmin.sso.SsoService;
import io.clearmladmin.storage.StorageService;
import io.clearmladmin.system.SystemService;
import io.clearmladmin.tasks.TasksService;
import io.clearmladmin.tenants.TenantsService;
import io.clearmladmin.users.UsersService;
import io.clearmladmin.variables.VariablesService;
import io.clearmladmin.workers.WorkersService;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import okhttp3.OkHttpClient;

/**
 * A client of one ClearML API server.
 *
 * <pre>{@code
 * try (ClearMl clearml = ClearMl.fromEnvironment()) {
 *     clearml.users().getAll(UserQuery.builder().build()).forEach(user -> System.out.println(user.id()));
 * }
 * }</pre>
 *
 * <p>One client serves any number of threads. Calls block the calling thread until a reply arrives or the deadline
 * passes, and end in a value or in a {@link io.clearmladmin.errors.ClearMlException}. Bad arguments end in an
 * {@link IllegalArgumentException} before anything is sent. An interrupt is noticed at the next step of a call (connect,
 * write, read, pause) and ends it with a {@code TransportException}, the thread's interrupt flag set again.
 */
public interface ClearMl extends AutoCloseable {

    /** A builder with nothing set. */
    static Builder builder() {
        return new Builder();
    }

    /**
     * A client for an API server and a key. Nothing is sent before the first call.
     *
     * @throws io.clearmladmin.errors.ConfigurationException if one of the three is invalid
     */
    static ClearMl connect(String apiUrl, String accessKey, String secretKey) {
        return builder().apiUrl(apiUrl).credentials(accessKey, secretKey).build();
    }

    /**
     * A client by system properties, environment ({@code CLEARML_API_HOST}, {@code CLEARML_API_ACCESS_KEY},
     * {@code CLEARML_API_SECRET_KEY}, …) and {@code clearml.conf}, in this order.
     *
     * @throws io.clearmladmin.errors.ConfigurationException with every source tried, if a setting is missing
     */
    static ClearMl fromEnvironment() {
        return builder().build();
    }

    /** {@code auth.*}: logins, users, credentials, tokens. */
    AuthService auth();

    /** {@code users.*}: user profiles, roles, preferences. */
    UsersService users();

    /** {@code login.*}: ways to log in, a tenant's domains and whitelist. */
    LoginService login();

    /** {@code server.*}: version, configuration, endpoints, health. */
    ServerService server();

    /** {@code debug.*}: whether the server's process answers. */
    DebugService debug();

    /** {@code system.*}: platform administration of tenants. Enterprise. */
    SystemService system();

    /** {@code tenants.*}: tenants, their usage and their custom events. Enterprise. */
    TenantsService tenants();

    /** {@code organization.*}: what belongs to a tenant as a whole. */
    OrganizationService organization();

    /** {@code sso.*}: identity providers. Enterprise. */
    SsoService sso();

    /** {@code permissions.*}: groups of users, and what they may reach. Enterprise. */
    PermissionsService permissions();

    /** {@code resources.*}: resource policies. Enterprise. */
    ResourcesService resources();

    /** {@code apps.*}: applications, and which tenants have them. Enterprise. */
    AppsService apps();

    /** {@code routers.*}: app gateways and their static routes. Enterprise. */
    RoutersService routers();

    /** {@code variables.*}: global variables. Enterprise. */
    VariablesService variables();

    /** {@code queues.*}: the queues from which agents take tasks. */
    QueuesService queues();

    /** {@code workers.*}: the agents that run tasks. */
    WorkersService workers();

    /** {@code tasks.*}: the tasks, as far as they are an administrator's business. */
    TasksService tasks();

    /** {@code projects.*}: the tree of projects. */
    ProjectsService projects();

    /** {@code models.*}: the models, as far as they are an administrator's business. */
    ModelsService models();

    /** {@code events.*}: what tasks printed. */
    EventsService events();

    /** {@code serving.*}: the endpoints at which containers serve models. */
    ServingService serving();

    /** {@code storage.*}: how the server reaches the storage of artifacts. */
    StorageService storage();

    /**
     * A client for an interface of your own, each of whose methods carries {@code @Endpoint}; it has this client's
     * login, retries, errors and options. Request and reply types may be records, beans, maps or generated values that
     * Jackson can write and read, with {@code snake_case} names on the wire. Default methods are called as they are.
     *
     * <p>An explicit null in a reply is read as if the field were left out, at any depth. A record whose constructor refuses a
     * missing component, with {@code Objects.requireNonNull(id, "id")} or by {@code @JsonProperty(required = true)}, gives a
     * {@code DecodingException} that names the field. {@link io.clearmladmin.endpoint.Filter @Filter} marks what must not be
     * sent empty.
     *
     * @throws IllegalArgumentException if a method is malformed, naming it and what is wrong
     */
    <T> T service(Class<T> type);

    /**
     * Calls any endpoint by its name and returns the reply's {@code data}. The body is sent unchanged: to the server, an empty
     * or null filter, and one whose name is misspelt, is no filter.
     */
    Map<String, Object> call(String endpoint, Repeat repeat, Map<String, ?> body);

    /** Calls any endpoint by its name and reads the reply's {@code data} as {@code type}; the body is sent as it is. */
    <T> T call(String endpoint, Repeat repeat, Map<String, ?> body, Class<T> type);

    /** The API server's address, without user information; sends nothing. */
    URI apiUrl();

    /** The access key that this client or view logs in with; sends nothing. */
    String accessKey();

    /** The token's claims about its owner and the server; logs in if there is no token yet. */
    TokenClaims claims();

    /** What the server is and has. */
    Capabilities capabilities();

    /**
     * A view whose calls run as another user, with that user's rights ({@code X-Clearml-Impersonate-As}). Needs role
     * system, root or admin. Credentials created through it belong to that user.
     *
     * @throws IllegalArgumentException on a view that already acts as a user
     */
    ClearMl impersonating(String userId);

    /**
     * A view whose calls run as another user in that user's tenant, with the caller's own role
     * ({@code X-Clearml-Act-As}). Needs role system, root or admin.
     *
     * @throws IllegalArgumentException on a view that already impersonates a user
     */
    ClearMl actingAs(String userId);

    /** A view whose calls name a tenant ({@code X-Clearml-Tenant}), for users of several. Enterprise; rules unknown. */
    ClearMl inTenant(String tenantId);

    /**
     * A view that logs in with another key, over the same connections and with the same options; it impersonates nobody and
     * runs in the key's own tenant. It logs in by itself, at its first call.
     *
     * @throws io.clearmladmin.errors.ConfigurationException if the key cannot be sent or can never be valid, as where a client
     *     is built
     */
    ClearMl withCredentials(String accessKey, Secret secretKey);

    /** A view with other options; what they do not set stays as in this client. */
    ClearMl with(CallOptions options);

    /**
     * Closes the client and all its views: frees connections and threads, and logs out if configured, which takes at
     * most {@code callTimeout}. Calls in flight are not awaited. May be called again; on a view it does the same as
     * on the client.
     */
    @Override
    void close();

    /**
     * Builds a {@link ClearMl}. What is not set here comes from system properties, the environment and
     * {@code clearml.conf}, as {@link ClearMl#fromEnvironment()} says. Not safe for use by several threads; it may be used
     * again after {@link #build()}.
     */
    final class Builder {

        private final ClientConfig.Builder config = ClientConfig.builder();

        private Builder() {}

        /** The API address, such as {@code http://clearml.example:8008}; a base path is kept. */
        public Builder apiUrl(String url) {
            config.apiUrl(Objects.requireNonNull(url, "apiUrl"));
            config.apiUrlUnchecked(false);
            return this;
        }

        /** An API address that looks like another server's (port 8080, {@code app.}, …); only its syntax is checked. */
        public Builder apiUrlUnchecked(String url) {
            apiUrl(url);
            config.apiUrlUnchecked(true);
            return this;
        }

        /** Access key and secret key, or name and password of a fixed user. */
        public Builder credentials(String accessKey, String secretKey) {
            config.accessKey(Objects.requireNonNull(accessKey, "accessKey"));
            config.secretKey(Secret.of(Objects.requireNonNull(secretKey, "secretKey")));
            config.keyFiles(Optional.empty());
            config.token(Optional.empty());
            return this;
        }

        /**
         * Reads access key and secret key from these files, once now and before each login: a key that is replaced there, as
         * in a mounted Secret, is used once the old one is not accepted any more or its token is renewed.
         */
        public Builder credentials(Path accessKey, Path secretKey) {
            config.keyFiles(new ClientConfig.KeyFiles(
                    Objects.requireNonNull(accessKey, "accessKey"), Objects.requireNonNull(secretKey, "secretKey")));
            config.token(Optional.empty());
            return this;
        }

        /** A token to use instead of key and secret. It is renewed while it is valid; once it has expired, calls fail. */
        public Builder token(String token) {
            config.token(Secret.of(Objects.requireNonNull(token, "token")));
            config.accessKey(Optional.empty());
            config.secretKey(Optional.empty());
            config.keyFiles(Optional.empty());
            return this;
        }

        /** Sends key and secret with each call instead of a token; the server then reads its database for each. */
        public Builder basicAuth() {
            config.basicAuth(true);
            return this;
        }

        /**
         * The token lifetime to request at login; the server may decide otherwise. At most a year; default: the server's, 30
         * days.
         */
        public Builder tokenLifetime(Duration lifetime) {
            config.tokenLifetime(Check.tokenLifetime("tokenLifetime", lifetime));
            return this;
        }

        /** How long before its expiry a token is renewed: default 360 s, or a tenth of its lifetime if that is shorter. */
        public Builder renewalThreshold(Duration threshold) {
            config.renewalThreshold(Check.wait("renewalThreshold", threshold));
            return this;
        }

        /** Revokes the token on {@link ClearMl#close()}: best effort, one call. */
        public Builder logoutOnClose() {
            config.logoutOnClose(true);
            return this;
        }

        /** Names an API version in every URL, such as {@code 2.30}; by default the server answers with its newest. */
        public Builder apiVersion(String version) {
            config.apiVersion(Check.apiVersion("apiVersion", version));
            return this;
        }

        /** Your tool's name and version, appended to {@code X-ClearML-Client}; visible ASCII. */
        public Builder clientName(String name) {
            config.clientName(Check.headerValue("clientName", name));
            return this;
        }

        /** The time for a whole call: waiting, login, all attempts and the pauses between them. Default 120 s. */
        public Builder callTimeout(Duration timeout) {
            config.callTimeout(Check.wait("callTimeout", timeout));
            return this;
        }

        /** The time for one attempt, from connecting to the last byte of the reply. Default 35 s. */
        public Builder attemptTimeout(Duration timeout) {
            config.attemptTimeout(Check.wait("attemptTimeout", timeout));
            return this;
        }

        /** The time to connect, a proxy's tunnel and TLS included. Default 10 s. */
        public Builder connectTimeout(Duration timeout) {
            config.connectTimeout(Check.wait("connectTimeout", timeout));
            return this;
        }

        /** How often a retryable call is tried at most. Default 3. */
        public Builder maxAttempts(int attempts) {
            config.maxAttempts((int) Check.atLeastOne("maxAttempts", attempts));
            return this;
        }

        /**
         * How long a call is tried again, with growing pauses, while there is nobody to connect to: connection refused, no
         * host, no route to it. Nothing was sent then, so that this applies to every endpoint, beyond {@code maxAttempts}
         * but within {@code callTimeout}; {@code maxAttempts(1)} turns it off with all other retries. With zero,
         * {@code maxAttempts} alone counts. Default 15 s, which covers a server's restart; at most a day.
         */
        public Builder unreachableRetry(Duration time) {
            config.unreachableRetry(Check.waitOrNone("unreachableRetry", time));
            return this;
        }

        /** How many calls may be in flight at once; more wait for their turn, within their deadline. Default 32. */
        public Builder maxConcurrency(int calls) {
            config.maxConcurrency((int) Check.atLeastOne("maxConcurrency", calls));
            return this;
        }

        /** How large a reply may be, in bytes after decompression. Default 64 MiB. */
        public Builder maxResponseBytes(long bytes) {
            config.maxResponseBytes(Check.atLeastOne("maxResponseBytes", bytes));
            return this;
        }

        /**
         * Stops sending for {@code openFor} once the last {@code failures} attempts all failed (no reply, or 5xx), then
         * lets one try. Off by default.
         */
        public Builder circuitBreaker(int failures, Duration openFor) {
            config.breaker(new ClientSettings.Breaker(
                    (int) Check.atLeastOne("failures", failures), Check.wait("openFor", openFor)));
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
            config.trustAll(false);
            return this;
        }

        /** Sends a client certificate from PEM files: the chain, and its PKCS#8 key without a password. */
        public Builder clientCertificate(Path chain, Path key) {
            config.pem(new ClientConfig.PemFiles(
                    Objects.requireNonNull(chain, "chain"), Objects.requireNonNull(key, "key")));
            return this;
        }

        /** Sends a client certificate from a PKCS#12 file. */
        public Builder clientCertificate(Path pkcs12, String password) {
            config.pkcs12(new ClientConfig.Pkcs12File(
                    Objects.requireNonNull(pkcs12, "pkcs12"), Secret.of(Objects.requireNonNull(password, "password"))));
            return this;
        }

        /** Accepts every certificate and host name, so that anyone in between can read the keys. For tests only. */
        public Builder insecureSkipTlsVerify() {
            config.trustAll(true);
            config.trustedCertificates(Optional.empty());
            return this;
        }

        /** Uses an HTTP proxy instead of the JDK's own proxy settings. */
        public Builder proxy(String host, int port) {
            config.proxy(new ClientConfig.HttpProxy(Objects.requireNonNull(host, "host"), port));
            return this;
        }

        /** Uses an HTTP proxy that requires a name and a password. */
        public Builder proxy(String host, int port, String user, String password) {
            config.proxy(new ClientConfig.HttpProxy(
                    Objects.requireNonNull(host, "host"),
                    port,
                    Optional.of(user),
                    Optional.of(Secret.of(Objects.requireNonNull(password, "password")))));
            return this;
        }

        /**
         * Uses your HTTP client's connections, interceptors, DNS and sockets, and its login at a proxy; timeouts, retries,
         * redirects, cookies and logins at the server stay as this library needs them, and TLS and proxy too where they are
         * set here. The library does not see what an interceptor sends again. The caller closes the HTTP client.
         */
        public Builder httpClient(OkHttpClient client) {
            config.http(Objects.requireNonNull(client, "client"));
            return this;
        }

        /**
         * Resolves and checks all settings, and reads the files they name. Nothing is sent.
         *
         * @throws io.clearmladmin.errors.ConfigurationException with every source tried, and why it was not used
         */
        public ClearMl build() {
            Preload.begin();
            return new DefaultClearMl(Client.open(ConfigResolver.resolve(config.build())));
        }
    }
}
