package io.clearmladmin;

import io.clearmladmin.auth.AuthService;
import io.clearmladmin.auth.TokenClaims;
import io.clearmladmin.calls.CallOptions;
import io.clearmladmin.debug.DebugService;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.login.LoginService;
import io.clearmladmin.organization.OrganizationService;
import io.clearmladmin.permissions.PermissionsService;
import io.clearmladmin.queues.QueuesService;
import io.clearmladmin.resources.ResourcesService;
import io.clearmladmin.server.Capabilities;
import io.clearmladmin.server.ServerService;
import io.clearmladmin.sso.SsoService;
import io.clearmladmin.storage.StorageService;
import io.clearmladmin.system.SystemService;
import io.clearmladmin.tenants.TenantsService;
import io.clearmladmin.users.UsersService;
import io.clearmladmin.workers.WorkersService;
import java.net.URI;
import java.util.Map;

/**
 * A client of one ClearML API server.
 *
 * <pre>{@code
 * try (ClearMl clearml = ClearMl.fromEnvironment()) {
 *     clearml.users().getAll(UserQuery.builder().build()).forEach(user -> System.out.println(user.id()));
 * }
 * }</pre>
 *
 * <p>One client serves any number of threads. Calls block the calling thread until there is an answer or the deadline
 * is reached, and end in a value or in a {@link io.clearmladmin.errors.ClearMlException}. Bad arguments end in an
 * {@link IllegalArgumentException} before anything is sent. An interrupt is noticed at the next step of a call (connect,
 * write, read, pause) and ends it with a {@code TransportException}, the thread's interrupt flag set again.
 */
public interface ClearMl extends AutoCloseable {

    /** A builder with nothing set. */
    static ClearMlBuilder builder() {
        return new ClearMlBuilder();
    }

    /**
     * A client for an API server and a key. Nothing is sent before the first call.
     *
     * @throws io.clearmladmin.errors.ConfigurationException if one of the three cannot be right
     */
    static ClearMl connect(String apiUrl, String accessKey, String secretKey) {
        return builder().apiUrl(apiUrl).credentials(accessKey, secretKey).build();
    }

    /**
     * A client by system properties, environment ({@code CLEARML_API_HOST}, {@code CLEARML_API_ACCESS_KEY},
     * {@code CLEARML_API_SECRET_KEY}, …) and {@code clearml.conf}, in this order.
     *
     * @throws io.clearmladmin.errors.ConfigurationException with every source tried, if they do not suffice
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

    /** {@code debug.*}: the process answers. */
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

    /** {@code queues.*}: the queues from which agents take tasks. */
    QueuesService queues();

    /** {@code workers.*}: the agents that run tasks. */
    WorkersService workers();

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
     * Calls any endpoint by its name and returns the reply's {@code data}. The body is sent as it is: to the server, an empty
     * or null filter, and one whose name is misspelt, is no filter.
     */
    Map<String, Object> call(String endpoint, Repeat repeat, Map<String, ?> body);

    /** Calls any endpoint by its name and reads the reply's {@code data} as {@code type}; the body is sent as it is. */
    <T> T call(String endpoint, Repeat repeat, Map<String, ?> body, Class<T> type);

    /** The API server's address, without user information; sends nothing. */
    URI apiUrl();

    /** The access key that this client or view logs in with; sends nothing. */
    String accessKey();

    /** What the token says of its owner and the server; logs in if there is no token yet. */
    TokenClaims claims();

    /** What the server is and has. */
    Capabilities capabilities();

    /**
     * A view whose calls run as another user, with that user's rights ({@code X-Clearml-Impersonate-As}). Needs role
     * system, root or admin. Credentials created through it belong to that user.
     *
     * @throws IllegalArgumentException on a view that already acts as somebody
     */
    ClearMl impersonating(String userId);

    /**
     * A view whose calls run as another user in that user's tenant, with the caller's own role
     * ({@code X-Clearml-Act-As}). Needs role system, root or admin.
     *
     * @throws IllegalArgumentException on a view that already impersonates somebody
     */
    ClearMl actingAs(String userId);

    /** A view whose calls name a tenant ({@code X-Clearml-Tenant}), for users of several. Enterprise; rules unknown. */
    ClearMl inTenant(String companyId);

    /**
     * A view that logs in with another key, over the same connections and with the same options; as nobody else and in
     * the key's own tenant. It takes a login of its own, at its first call.
     *
     * @throws io.clearmladmin.errors.ConfigurationException if the key cannot be sent or can never be right, as where a client
     *     is built
     */
    ClearMl withCredentials(String accessKey, Secret secretKey);

    /** A view with other options; what they leave open stays as in this client. */
    ClearMl with(CallOptions options);

    /**
     * Ends the client and all its views: frees connections and threads, and logs out if it was built so, which takes
     * {@code callTimeout} at most. Calls under way are not awaited. May be called again; on a view it does the same as
     * on the client.
     */
    @Override
    void close();
}
