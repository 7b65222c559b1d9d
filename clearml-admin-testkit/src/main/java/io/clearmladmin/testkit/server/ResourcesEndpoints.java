package io.clearmladmin.testkit.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code resources.*}, which only Enterprise servers have; as the reference says. Any id is taken for a profile's. */
final class ResourcesEndpoints {

    private static final List<String> FIELDS = List.of("name", "user_group", "limit", "reservation", "description");

    private final ServerState world;
    private final Map<String, Policy> policies = new LinkedHashMap<>();

    /** What a group of users may use. */
    private static final class Policy {

        final String id;
        final String company;
        final Map<String, Object> fields = new LinkedHashMap<>();
        /** The profiles, by the id of the queue that leads to each. */
        final Map<String, String> profiles = new LinkedHashMap<>();

        Policy(String id, String company) {
            this.id = id;
            this.company = company;
        }
    }

    ResourcesEndpoints(ServerState world) {
        this.world = world;
    }

    void register(Endpoints endpoints) {
        add(endpoints, "create_policy", this::createPolicy);
        endpoints.add("resources.get_policies", Endpoints.ANYONE, this::getPolicies);
        add(endpoints, "get_policy_data", this::getPolicyData);
        add(endpoints, "update_policy", this::updatePolicy);
        add(endpoints, "delete_policy", this::deletePolicy);
        add(endpoints, "move_policy", this::movePolicy);
        add(endpoints, "validate_move_policy", this::validateMovePolicy);
        add(endpoints, "connect_policy_profile", this::connectProfile);
        add(endpoints, "disconnect_policy_profile", this::disconnectProfile);
        add(endpoints, "enable_policy_manager", (caller, body) -> Map.of());
        add(endpoints, "get_resource_pools", (caller, body) -> Map.of("pools", List.of()));
        add(endpoints, "get_resource_profiles", this::getProfiles);
    }

    private static void add(Endpoints endpoints, String action, Endpoint.Action run) {
        endpoints.add("resources." + action, Endpoints.ADMINS, run);
    }

    private Policy policy(Caller caller, Body body, String field) {
        String id = body.required(field);
        Policy policy = policies.get(id);
        if (policy == null || !policy.company.equals(caller.company())) {
            throw new Refusal(400, 10, "Invalid object id: policy=" + id);
        }
        return policy;
    }

    private void requireGroup(Caller caller, Body body) {
        if (body.has("user_group") && !world.companyOf(caller).groups.containsKey(body.required("user_group"))) {
            throw new Refusal(400, 10, "Invalid object id: user_group=" + body.required("user_group"));
        }
    }

    private Object createPolicy(Caller caller, Body body) {
        body.required("name");
        body.required("user_group");
        requireGroup(caller, body);
        Policy policy = new Policy(ServerState.newId(), caller.company());
        policy.fields.putAll(body.only(FIELDS));
        policies.put(policy.id, policy);
        return Map.of("id", policy.id);
    }

    private Map<String, Object> listed(Policy policy) {
        Map<String, Object> answer = new LinkedHashMap<>(policy.fields);
        Group group = world.company(policy.company).groups.get(String.valueOf(policy.fields.get("user_group")));
        answer.put("id", policy.id);
        answer.put("user_group_name", group == null ? "" : group.name);
        answer.put("usage", 0);
        return answer;
    }

    private List<Policy> own(Caller caller) {
        return policies.values().stream()
                .filter(policy -> policy.company.equals(caller.company()))
                .toList();
    }

    private Object getPolicies(Caller caller, Body body) {
        return Map.of("policies", own(caller).stream().map(this::listed).toList());
    }

    private Object getPolicyData(Caller caller, Body body) {
        Policy policy = policy(caller, body, "id");
        Map<String, Object> answer = listed(policy);
        answer.put("profiles", profiles(policy));
        return answer;
    }

    private List<Map<String, Object>> profiles(Policy policy) {
        List<Map<String, Object>> profiles = new ArrayList<>();
        policy.profiles.forEach((id, profile) -> {
            Queue queue = world.queues.get(id);
            String name = queue == null ? "" : queue.name;
            profiles.add(Map.of("id", profile, "policy", policy.id, "queue", Map.of("id", id, "name", name)));
        });
        return profiles;
    }

    private Object updatePolicy(Caller caller, Body body) {
        Policy policy = policy(caller, body, "id");
        requireGroup(caller, body);
        Map<String, Object> fields = body.only(FIELDS);
        policy.fields.putAll(fields);
        return Map.of("updated", fields.isEmpty() ? 0 : 1, "fields", fields);
    }

    private Object deletePolicy(Caller caller, Body body) {
        Policy policy = policy(caller, body, "id");
        List<String> queues = List.copyOf(policy.profiles.keySet());
        queues.forEach(world.queues::remove);
        policies.remove(policy.id);
        return Map.of("deleted", 1, "deleted_queues", queues);
    }

    // The server has no tasks, so that none are taken out of their queues.
    private Object movePolicy(Caller caller, Body body) {
        Policy policy = policy(caller, body, "id");
        requireGroup(caller, body);
        policy.fields.put("user_group", body.required("user_group"));
        return Map.of("dequeued_tasks", 0);
    }

    private Object validateMovePolicy(Caller caller, Body body) {
        policy(caller, body, "id");
        body.required("user_group");
        requireGroup(caller, body);
        return Map.of("tasks_to_dequeue", 0);
    }

    private Object connectProfile(Caller caller, Body body) {
        Policy policy = policy(caller, body, "policy");
        String profile = body.required("profile");
        String name = body.required("queue_name");
        boolean isTaken = world.queues.values().stream()
                .anyMatch(queue -> queue.company.equals(caller.company()) && queue.name.equals(name));
        if (isTaken) {
            throw new Refusal(
                    400,
                    801,
                    "Value combination already exists (unique field already contains this value): name=" + name);
        }
        Queue queue = new Queue(ServerState.newId(), caller.company(), caller.user(), name, world.now());
        queue.displayName = body.text("display_name");
        world.queues.put(queue.id, queue);
        policy.profiles.put(queue.id, profile);
        return Map.of("queue", queue.id);
    }

    private Object disconnectProfile(Caller caller, Body body) {
        Queue queue = QueuesEndpoints.queue(world, caller, body);
        boolean wasConnected = own(caller).stream().anyMatch(policy -> policy.profiles.remove(queue.id) != null);
        if (!wasConnected) {
            throw new Refusal(400, 701, "Invalid queue id (no profile is connected): id=" + queue.id);
        }
        world.queues.remove(queue.id);
        return Map.of();
    }

    private Object getProfiles(Caller caller, Body body) {
        return Map.of(
                "profiles",
                own(caller).stream()
                        .flatMap(policy -> profiles(policy).stream())
                        .toList());
    }
}
