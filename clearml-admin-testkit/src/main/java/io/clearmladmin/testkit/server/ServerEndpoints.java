package io.clearmladmin.testkit.server;

import io.clearmladmin.endpoint.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code server.*} and {@code debug.*}. */
final class ServerEndpoints {

    private static final Map<String, Object> CONFIGURATION = Map.of(
            "apiserver",
            Map.of(
                    "auth",
                    Map.of(
                            "verify_user_tokens",
                            false,
                            "delete_missing_autocreated_users",
                            true,
                            "max_expiration_sec",
                            31_536_000,
                            "default_expiration_sec",
                            2_592_000,
                            "session_auth_cookie_name",
                            "clearml_token_basic",
                            "cookies",
                            Map.of("httponly", true, "secure", false, "samesite", "Lax"))));

    private final ServerState world;
    private final Endpoints endpoints;
    private final Map<String, Object> statistics = new LinkedHashMap<>();

    ServerEndpoints(ServerState world, Endpoints endpoints) {
        this.world = world;
        this.endpoints = endpoints;
        statistics.put("supported", true);
        statistics.put("enabled", false);
        statistics.put("current_version", world.serverVersion());
    }

    void register() {
        endpoints.add(new Endpoint(
                "debug.ping", "1.0", Endpoints.ANYONE, Endpoint.Login.IGNORED, (caller, body) -> ping(body)));
        if (world.isEnterprise()) {
            endpoints.add("debug.ping_auth", Endpoints.ANYONE, (caller, body) -> ping(body));
        }
        endpoints.add("server.info", Endpoints.ANYONE, (caller, body) -> info());
        endpoints.add(new Endpoint(
                "server.config",
                "2.1",
                List.of(Role.ROOT, Role.SYSTEM),
                Endpoint.Login.NEEDED,
                (caller, body) -> config(body)));
        endpoints.add(new Endpoint(
                "server.endpoints",
                "2.1",
                List.of(Role.ROOT, Role.SYSTEM),
                Endpoint.Login.NEEDED,
                (caller, body) -> Map.of("endpoints", endpoints.listing())));
        endpoints.add(
                "server.get_stats",
                Endpoints.PLATFORM,
                (caller, body) -> Map.of("time", world.now().toString()));
        endpoints.add("server.report_stats_option", Endpoints.ANYONE, this::reportStats);
        if (world.isEnterprise()) {
            endpoints.add("server.health_check", Endpoints.ANYONE, (caller, body) -> Map.of());
            endpoints.add(
                    "server.health_status",
                    Endpoints.PLATFORM,
                    (caller, body) ->
                            Map.of("dbs", Map.of("mongo", "ok", "elastic", "ok", "redis", "ok"), "failed", false));
            endpoints.add("server.db_version", Endpoints.ANYONE, (caller, body) -> Map.of("version", "1.0"));
        }
    }

    private static Map<String, Object> ping(Body body) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("msg", "ClearML server");
        answer.putAll(body.map());
        return answer;
    }

    private Map<String, Object> info() {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("version", world.serverVersion());
        info.put("build", "");
        info.put("commit", "");
        info.put("api_version", world.apiVersion());
        return info;
    }

    private static Object config(Body body) {
        String path = body.text("path");
        Object part = path == null || path.isEmpty() ? CONFIGURATION : find(path);
        if (part == null) {
            throw new Refusal(
                    500, 0, "\"Unable to find value for key '" + path + "' and default value was not provided.\"");
        }
        return part;
    }

    private static @Nullable Object find(String path) {
        Object part = CONFIGURATION;
        for (String step : path.split("\\.", -1)) {
            part = part instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return part;
    }

    private Map<String, Object> reportStats(Caller caller, Body body) {
        if (body.has("enabled")) {
            statistics.put("enabled", body.flag("enabled", false));
            statistics.put("enabled_time", Wire.date(world.now()));
            statistics.put("enabled_version", world.serverVersion());
            statistics.put("enabled_user", caller.user());
        }
        return new LinkedHashMap<>(statistics);
    }
}
