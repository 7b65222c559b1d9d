package io.clearmladmin.internal;

import io.clearmladmin.CallOptions;
import io.clearmladmin.Capabilities;
import io.clearmladmin.ClearMl;
import io.clearmladmin.TokenClaims;
import io.clearmladmin.auth.AuthService;
import io.clearmladmin.debug.DebugService;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.NoSuchEndpointException;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.configuration.Keys;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.login.LoginService;
import io.clearmladmin.organization.OrganizationService;
import io.clearmladmin.permissions.PermissionsService;
import io.clearmladmin.queues.QueuesService;
import io.clearmladmin.resources.ResourcesService;
import io.clearmladmin.server.ServerService;
import io.clearmladmin.sso.SsoService;
import io.clearmladmin.storage.StorageService;
import io.clearmladmin.system.SystemService;
import io.clearmladmin.tenants.TenantsService;
import io.clearmladmin.users.UsersService;
import io.clearmladmin.workers.WorkersService;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** The client as one user, tenant and set of options sees it. Views share everything but their context. */
public final class DefaultClearMl implements ClearMl {

    private static final ResultReader CLAIMS = ResultReader.of(TokenClaims.class, "");
    private static final ResultReader MAP =
            ResultReader.of(Json.MAPPER.getTypeFactory().constructMapType(Map.class, String.class, Object.class), "");

    private final Connection connection;
    private final CallContext context;
    private final ServerCapabilities capabilities;
    private final Map<Class<?>, Object> services = new ConcurrentHashMap<>();

    private DefaultClearMl(Connection connection, CallContext context, @Nullable ServerCapabilities capabilities) {
        this.connection = connection;
        this.context = context;
        this.capabilities = capabilities == null ? new ServerCapabilities(this) : capabilities;
    }

    /** A client with these settings; nothing is sent yet. */
    public static ClearMl open(ClientSettings settings) {
        Connection connection = new Connection(settings, Time.SYSTEM);
        return new DefaultClearMl(
                connection, CallContext.of(connection.pipeline().session()), null);
    }

    @Nullable
    Object send(EndpointSpec line, RequestBody body, Result result) {
        try {
            return connection.pipeline().calls().send(call(line, body, result)).value();
        } catch (NoSuchEndpointException missing) {
            throw capabilities.explain(missing, line);
        }
    }

    private Call call(EndpointSpec line, RequestBody body, Result result) {
        String trx = context.options().trx().orElseGet(DefaultClearMl::randomId);
        return new Call(line, body, result, context, trx);
    }

    // Not secret, and drawn for every call: SecureRandom would only slow it down.
    static String randomId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String id = Long.toHexString(random.nextLong() | Long.MIN_VALUE);
        return id + Long.toHexString(random.nextLong() | Long.MIN_VALUE);
    }

    @Override
    public AuthService auth() {
        return service(AuthService.class);
    }

    @Override
    public UsersService users() {
        return service(UsersService.class);
    }

    @Override
    public LoginService login() {
        return service(LoginService.class);
    }

    @Override
    public ServerService server() {
        return service(ServerService.class);
    }

    @Override
    public DebugService debug() {
        return service(DebugService.class);
    }

    @Override
    public SystemService system() {
        return service(SystemService.class);
    }

    @Override
    public TenantsService tenants() {
        return service(TenantsService.class);
    }

    @Override
    public OrganizationService organization() {
        return service(OrganizationService.class);
    }

    @Override
    public SsoService sso() {
        return service(SsoService.class);
    }

    @Override
    public PermissionsService permissions() {
        return service(PermissionsService.class);
    }

    @Override
    public ResourcesService resources() {
        return service(ResourcesService.class);
    }

    @Override
    public QueuesService queues() {
        return service(QueuesService.class);
    }

    @Override
    public WorkersService workers() {
        return service(WorkersService.class);
    }

    @Override
    public StorageService storage() {
        return service(StorageService.class);
    }

    @Override
    public <T> T service(Class<T> type) {
        return type.cast(services.computeIfAbsent(
                Objects.requireNonNull(type, "type"), missing -> Services.create(missing, this)));
    }

    @Override
    @SuppressWarnings("unchecked") // MAP reads nothing else
    public Map<String, Object> call(String endpoint, Repeat repeat, Map<String, ?> body) {
        return (Map<String, Object>) Objects.requireNonNull(send(line(endpoint, repeat), body(body), MAP));
    }

    @Override
    public <T> T call(String endpoint, Repeat repeat, Map<String, ?> body, Class<T> type) {
        ResultReader result = ResultReader.of(Objects.requireNonNull(type, "type"), "");
        return type.cast(Objects.requireNonNull(send(line(endpoint, repeat), body(body), result), "data"));
    }

    private static EndpointSpec line(String endpoint, Repeat repeat) {
        return EndpointSpec.named(Check.text("endpoint", endpoint), Objects.requireNonNull(repeat, "repeat"));
    }

    private static RequestBody body(Map<String, ?> body) {
        return Bodies.write(Objects.requireNonNull(body, "body"));
    }

    @Override
    public TokenClaims claims() {
        Call call = call(LoginExchange.LOGIN, Bodies.write(Map.of()), CLAIMS);
        return (TokenClaims)
                Objects.requireNonNull(connection.pipeline().claims().send(call).value());
    }

    /** The claims of the token that is held, if there is one. */
    @Nullable
    TokenClaims heldClaims() {
        Token token = context.session().held();
        return token == null ? null : token.claims();
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public ClearMl impersonating(String userId) {
        return view(context.impersonating(userId));
    }

    @Override
    public ClearMl actingAs(String userId) {
        return view(context.actingAs(userId));
    }

    @Override
    public ClearMl inTenant(String companyId) {
        return view(context.inTenant(companyId));
    }

    @Override
    public ClearMl with(CallOptions options) {
        return view(context.with(Objects.requireNonNull(options, "options")));
    }

    @Override
    public ClearMl withCredentials(String accessKey, Secret secretKey) {
        Keys.accessKey("withCredentials", Objects.requireNonNull(accessKey, "accessKey"));
        Keys.secretKey("withCredentials", Objects.requireNonNull(secretKey, "secretKey"));
        return view(context.loggedInWith(accessKey, secretKey));
    }

    private ClearMl view(CallContext other) {
        return new DefaultClearMl(connection, other, capabilities);
    }

    @Override
    public void close() {
        connection.close(call(LoginExchange.LOGIN, Bodies.write(Map.of()), MAP));
    }

    @Override
    public URI apiUrl() {
        return URI.create(connection.address());
    }

    @Override
    public String accessKey() {
        return context.session().login().accessKey();
    }

    @Override
    public String toString() {
        return "ClearMl[" + connection.address() + "]";
    }
}
