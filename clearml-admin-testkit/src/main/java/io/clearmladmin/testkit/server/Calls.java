package io.clearmladmin.testkit.server;

import io.clearmladmin.internal.threads.Foreign;
import io.clearmladmin.testkit.calls.Execution;
import io.clearmladmin.testkit.calls.Fault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;

/** Answers calls: path, login, body, endpoint, envelope, in the real server's order. */
final class Calls {

    private static final Pattern PATH = Pattern.compile("/+(?:v(\\d+\\.?\\d+)/)?(\\w+\\.\\w+)/?");
    private static final double FIRST_VERSION_AS_TEXT = Endpoints.number("2.1");

    private final ServerState world;
    private final List<Execution> executions;
    private final Tokens tokens;
    private final RequestAuthenticator gatekeeper;
    private final Metering metering;
    private final RequestSchemas schemas;
    private final Endpoints endpoints = new Endpoints();

    Calls(ServerState world, List<Execution> executions) {
        this.world = world;
        this.executions = executions;
        this.tokens = new Tokens(world);
        this.gatekeeper = new RequestAuthenticator(world, tokens);
        this.metering = new Metering(world, executions);
        this.schemas = new RequestSchemas(world.isEnterprise());
        new ServerEndpoints(world, endpoints).register();
        new AuthEndpoints(world, tokens).register(endpoints);
        new UsersEndpoints(world).register(endpoints);
        new LoginEndpoints(world).register(endpoints);
        new QueuesEndpoints(world).register(endpoints);
        new QueueEntriesEndpoints(world).register(endpoints);
        new WorkersEndpoints(world).register(endpoints);
        new OrganizationEndpoints(world).register(endpoints);
        new StorageEndpoints(world).register(endpoints);
        new TasksEndpoints(world).register(endpoints);
        new ProjectsEndpoints(world).register(endpoints);
        new ProjectTreeEndpoints(world).register(endpoints);
        new ModelsEndpoints(world).register(endpoints);
        new EventsEndpoints(world).register(endpoints);
        new ServingEndpoints(world).register(endpoints);
        if (world.isEnterprise()) {
            new EnterpriseAuthEndpoints(world, tokens).register(endpoints);
            new SystemEndpoints(world).register(endpoints);
            new TenantsEndpoints(world).register(endpoints);
            new UsagesEndpoints(world).register(endpoints);
            new TemplatesEndpoints(world).register(endpoints);
            new EnterpriseOrganizationEndpoints(world).register(endpoints);
            new EnterpriseWorkersEndpoints(world).register(endpoints);
            new ResourcesEndpoints(world).register(endpoints);
            new ResourceConfigurationEndpoints().register(endpoints);
            new AppsEndpoints(world).register(endpoints);
            new AppInstancesEndpoints(world).register(endpoints);
            new AppCustomizationsEndpoints(world).register(endpoints);
            new RoutersEndpoints(world).register(endpoints);
            new VariablesEndpoints().register(endpoints);
            new SsoEndpoints(world).register(endpoints);
            new PermissionsEndpoints(world).register(endpoints);
            new VaultsEndpoints(world).register(endpoints);
        }
    }

    Tokens tokens() {
        return tokens;
    }

    /** Replaces what an endpoint does, or adds one. */
    void answer(String name, Function<Execution, ?> data) {
        Endpoint known = endpoints.find(name, Endpoints.number(world.apiVersion()));
        Endpoint.Action action =
                (caller, body) -> asked(data, new Execution(name, caller.user(), caller.company(), body.map()));
        endpoints.add(
                known == null
                        ? new Endpoint(name, "1.0", Endpoints.ANYONE, Endpoint.Login.NEEDED, action)
                        : new Endpoint(name, known.since(), known.roles(), known.login(), action));
    }

    // A test has no other way to hear of it than by the answer.
    private static Object asked(Function<Execution, ?> data, Execution call) {
        try {
            return Foreign.<Object>call("it", () -> data.apply(call));
        } catch (RuntimeException failure) {
            String what = "the answer that the test gave for " + call.endpoint() + " failed: " + failure;
            throw new Refusal(500, 0, what);
        }
    }

    /** Makes it a server that does not have these. */
    void without(Set<String> missing) {
        missing.forEach(endpoints::remove);
    }

    /** What the envelope says of the endpoint. */
    private record Route(
            String name,
            @Nullable Object requested,
            @Nullable Object actual) {}

    Answer answer(RecordedRequest request) {
        if (request.getHeaders().get("Content-Encoding") != null) {
            return Answer.html(415, "Unsupported Media Type");
        }
        if (request.getMethod().equals("OPTIONS")) {
            return new Answer(200, "text/html", new byte[0]);
        }
        if (world.isEnterprise() && request.getUrl().encodedPath().equals(Metering.PATH)) {
            return metering.getUsages(request);
        }
        Matcher path = PATH.matcher(request.getUrl().encodedPath());
        if (!path.matches()) {
            String what = "Invalid request path " + request.getUrl().encodedPath();
            return refusal(request, new Route("", 1.0, null), new Refusal(400, 0, what));
        }
        String version = path.group(1) == null ? world.apiVersion() : path.group(1);
        String name = path.group(2);
        Endpoint endpoint = endpoints.find(name, Endpoints.number(version));
        if (endpoint == null) {
            String what = "Unable to find endpoint for name " + name + " and version " + version;
            return refusal(request, new Route(name, requested(version), null), new Refusal(404, 0, what));
        }
        Object requested = requested(version);
        Object actual = requested instanceof Double ? Double.valueOf(endpoint.since()) : (Object) endpoint.since();
        Route route = new Route(name, requested, actual);
        try {
            Caller caller = gatekeeper.admit(request, endpoint);
            Body body = Body.of(request);
            schemas.check(name, body.fields());
            Object data = endpoint.action().run(caller, body);
            executions.add(new Execution(name, caller.user(), caller.company(), body.map()));
            if (data instanceof Answer file) {
                return file;
            }
            return Answer.json(200, envelope(request, route, 200, 0, "OK", data));
        } catch (Refusal refusal) {
            return refusal(request, route, refusal);
        }
    }

    private static Object requested(String version) {
        return Endpoints.number(version) < FIRST_VERSION_AS_TEXT ? (Object) Double.valueOf(version) : version;
    }

    /** A refusal that a fault asks for. */
    Answer refused(RecordedRequest request, Fault fault) {
        if (fault.kind() != Fault.Kind.REFUSAL && fault.kind() != Fault.Kind.LATE_REFUSAL) {
            return Answer.html(fault.status(), fault.status() + " from the gateway");
        }
        String path = request.getUrl().encodedPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        Refusal refusal = new Refusal(fault.status(), fault.subcode(), "Injected fault");
        return refusal(request, new Route(name, world.apiVersion(), "1.0"), refusal);
    }

    private static Answer refusal(RecordedRequest request, Route route, Refusal refusal) {
        String message = String.valueOf(refusal.getMessage());
        return Answer.json(
                refusal.status(), envelope(request, route, refusal.status(), refusal.subcode(), message, Map.of()));
    }

    private static Map<String, Object> envelope(
            RecordedRequest request, Route route, int code, int subcode, String message, Object data) {
        String id = ServerState.newId();
        String trx = request.getHeaders().get("X-Clearml-Trx");
        Map<String, Object> endpoint = new LinkedHashMap<>();
        endpoint.put("name", route.name());
        endpoint.put("requested_version", route.requested());
        endpoint.put("actual_version", route.actual());
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("id", id);
        meta.put("trx", trx == null ? id : trx);
        meta.put("endpoint", endpoint);
        meta.put("result_code", code);
        meta.put("result_subcode", subcode);
        meta.put("result_msg", message);
        meta.put("error_stack", null);
        meta.put("error_data", Map.of());
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("meta", meta);
        envelope.put("data", data);
        return envelope;
    }
}
