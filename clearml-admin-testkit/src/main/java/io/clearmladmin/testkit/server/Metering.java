package io.clearmladmin.testkit.server;

import io.clearmladmin.testkit.calls.Execution;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mockwebserver3.RecordedRequest;

/** The metering service: beside the API, with a login of its own and answers without an envelope. */
final class Metering {

    static final String PATH = "/metering/get_usages";

    private final ServerState world;
    private final Usages usages;
    private final List<Execution> executions;

    Metering(ServerState world, List<Execution> executions) {
        this.world = world;
        this.usages = new Usages(world);
        this.executions = executions;
    }

    Answer getUsages(RecordedRequest request) {
        String pair = world.meteringKey + ":" + world.meteringSecret;
        String wanted = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        if (!wanted.equals(request.getHeaders().get("Authorization"))) {
            return text(401, "Unauthorized");
        }
        try {
            Body body = Body.of(request);
            String tenant = body.text("tenant");
            UsageQuery query = UsageQuery.of(body);
            List<Map<String, Object>> tenants = new ArrayList<>();
            List<String> ids = tenant == null ? usages.tenants() : List.of(tenant);
            for (String id : ids) {
                Map<String, Object> answer = new LinkedHashMap<>();
                answer.put("tenant", id);
                answer.putAll(usages.of(List.of(id), query));
                tenants.add(answer);
            }
            executions.add(new Execution("get_usages", "metering", "", body.map()));
            return Answer.json(200, Map.of("tenants", tenants));
        } catch (Refusal refusal) {
            return text(refusal.status(), String.valueOf(refusal.getMessage()));
        }
    }

    private static Answer text(int status, String what) {
        return new Answer(status, "text/plain", what.getBytes(StandardCharsets.UTF_8));
    }
}
