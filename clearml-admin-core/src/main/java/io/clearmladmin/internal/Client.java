package io.clearmladmin.internal;

import io.clearmladmin.auth.TokenClaims;
import io.clearmladmin.calls.CallOptions;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.NoSuchEndpointException;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.server.Capabilities;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** The client for one user, tenant and set of options. Views share everything but their context. */
public final class Client {

    private static final ResultReader CLAIMS = ResultReader.of(TokenClaims.class, "");
    private static final ResultReader MAP =
            ResultReader.of(Json.MAPPER.getTypeFactory().constructMapType(Map.class, String.class, Object.class), "");

    private final Connection connection;
    private final CallContext context;
    private final ServerCapabilities capabilities;
    private final Map<Class<?>, Object> services = new ConcurrentHashMap<>();

    private Client(Connection connection, CallContext context, @Nullable ServerCapabilities capabilities) {
        this.connection = connection;
        this.context = context;
        this.capabilities = capabilities == null ? new ServerCapabilities(this) : capabilities;
    }

    /** Does nothing once this class is loaded, with its readers. */
    static void load() {}

    /** A client with these settings. Sends nothing yet. */
    public static Client open(ClientSettings settings) {
        Connection connection = new Connection(settings, Time.SYSTEM);
        return new Client(connection, CallContext.of(connection.pipeline().session()), null);
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
        String trx = context.options().trx().orElseGet(Client::randomId);
        return new Call(line, body, result, context, trx);
    }

    // Not secret, and generated for every call: SecureRandom would only slow it down.
    static String randomId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String id = Long.toHexString(random.nextLong() | Long.MIN_VALUE);
        return id + Long.toHexString(random.nextLong() | Long.MIN_VALUE);
    }

    /**
     * An implementation of an interface whose methods are endpoints; the same for each call.
     *
     * @throws IllegalArgumentException if a method is malformed
     */
    public <T> T service(Class<T> type) {
        return type.cast(services.computeIfAbsent(Objects.requireNonNull(type, "type"), missing -> {
            Services.check(missing);
            return Services.create(missing, this);
        }));
    }

    /** The same of an interface that is known to be right. To check all its methods takes a tenth of a first call's time. */
    public <T> T knownService(Class<T> type) {
        return type.cast(services.computeIfAbsent(type, missing -> Services.create(missing, this)));
    }

    /** Calls an endpoint by its name. */
    @SuppressWarnings("unchecked") // MAP reads nothing else
    public Map<String, Object> call(String endpoint, Repeat repeat, Map<String, ?> body) {
        return (Map<String, Object>) Objects.requireNonNull(send(line(endpoint, repeat), body(body), MAP));
    }

    /** Calls an endpoint by its name, and reads the data as this type. */
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

    /** The token's claims; logs in if there is no token yet. */
    public TokenClaims claims() {
        Call call = call(LoginExchange.LOGIN, Bodies.write(Map.of()), CLAIMS);
        return (TokenClaims)
                Objects.requireNonNull(connection.pipeline().claims().send(call).value());
    }

    /** The claims of the current token, if there is one. */
    @Nullable
    TokenClaims heldClaims() {
        Token token = context.session().held();
        return token == null ? null : token.claims();
    }

    /** What the server is and has. */
    public Capabilities capabilities() {
        return capabilities;
    }

    /** A view that runs with the rights of another user. */
    public Client impersonating(String userId) {
        return view(context.impersonating(userId));
    }

    /** A view that acts as another user. */
    public Client actingAs(String userId) {
        return view(context.actingAs(userId));
    }

    /** A view that calls in another tenant. */
    public Client inTenant(String tenantId) {
        return view(context.inTenant(tenantId));
    }

    /** A view with other options. */
    public Client with(CallOptions options) {
        return view(context.with(Objects.requireNonNull(options, "options")));
    }

    /** A view with another login; the caller has checked the key. */
    public Client withCredentials(String accessKey, Secret secretKey) {
        return view(context.loggedInWith(accessKey, secretKey));
    }

    private Client view(CallContext other) {
        return new Client(connection, other, capabilities);
    }

    /** Frees the client's connections and threads. May be called again. */
    public void close() {
        connection.close(call(LoginExchange.LOGIN, Bodies.write(Map.of()), MAP));
    }

    /** The API server's address. */
    public URI apiUrl() {
        return URI.create(connection.address());
    }

    /** The access key that this view logs in with. */
    public String accessKey() {
        return context.session().login().accessKey();
    }

    @Override
    public String toString() {
        return "ClearMl[" + connection.address() + "]";
    }
}
