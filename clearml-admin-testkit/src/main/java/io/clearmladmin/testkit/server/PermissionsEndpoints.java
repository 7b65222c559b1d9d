package io.clearmladmin.testkit.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code permissions.*}, which only Enterprise servers have; as the reference says. */
final class PermissionsEndpoints {

    private static final List<String> ENTITY_TYPES =
            List.of("task", "model", "project", "queue", "dataset", "dataview", "route", "app", "app_category");
    private static final List<String> PERMISSIONS = List.of("read", "read_write");
    private static final List<String> RULE_FIELDS =
            List.of("name", "description", "entity_type", "entity_id", "access_permission", "users", "groups");

    private final ServerState world;
    /** By tenant and id. */
    private final Map<String, Map<String, Map<String, Object>>> rules = new LinkedHashMap<>();

    PermissionsEndpoints(ServerState world) {
        this.world = world;
    }

    void register(Endpoints endpoints) {
        add(endpoints, "get_user_groups", this::getUserGroups);
        add(endpoints, "add_or_update_user_group", this::addOrUpdateUserGroup);
        add(endpoints, "delete_user_groups", this::deleteUserGroups);
        add(
                endpoints,
                "get_access_rules",
                (caller, body) -> Map.of("rules", List.copyOf(own(caller).values())));
        add(endpoints, "add_or_update_access_rule", this::addOrUpdateAccessRule);
        add(endpoints, "delete_access_rules", this::deleteAccessRules);
        add(endpoints, "get_company_users", this::getCompanyUsers);
        add(endpoints, "get_entity_access_categories", (caller, body) -> Map.of("categories", ENTITY_TYPES));
        add(endpoints, "ensure_default_access_rules", (caller, body) -> Map.of("restored", restore(caller)));
        add(endpoints, "restore_default_access_rules", (caller, body) -> Map.of("restored", restore(caller)));
        endpoints.add("permissions.check_entity_access", Endpoints.ANYONE, PermissionsEndpoints::checkEntityAccess);
    }

    private static void add(Endpoints endpoints, String action, Endpoint.Action run) {
        endpoints.add("permissions." + action, Endpoints.ADMINS, run);
    }

    private Map<String, Map<String, Object>> own(Caller caller) {
        return rules.computeIfAbsent(caller.company(), company -> new LinkedHashMap<>());
    }

    private Object getUserGroups(Caller caller, Body body) {
        List<String> ids = body.filter("groups");
        boolean withPermissions = body.flag("include_permissions", false);
        List<Map<String, Object>> groups = new ArrayList<>();
        for (Group group : world.companyOf(caller).groups.values()) {
            if (ids.isEmpty() || ids.contains(group.id)) {
                Map<String, Object> answer = new LinkedHashMap<>(named(group));
                answer.put("description", group.description);
                answer.put(
                        "users",
                        group.members(world.accountsOf(caller.company())).stream()
                                .map(account ->
                                        Map.of("id", account.id, "name", account.name(), "email", account.email))
                                .toList());
                if (withPermissions) {
                    answer.put("permissions", List.of());
                }
                groups.add(answer);
            }
        }
        return Map.of("groups", groups);
    }

    private static Map<String, Object> named(Group group) {
        return Map.of("id", group.id, "name", group.name, "assignable", !group.isComputed(), "system", group.isSystem);
    }

    private Object addOrUpdateUserGroup(Caller caller, Body body) {
        Map<String, Group> groups = world.companyOf(caller).groups;
        String id = body.has("id") ? body.required("id") : ServerState.newId();
        Group known = groups.get(id);
        String name = known == null ? body.required("name") : body.text("name");
        List<String> users = body.texts("users");
        if (users != null) {
            users.forEach(user -> requireUser(caller, user));
        }
        if (known != null && known.isComputed() && users != null) {
            throw Refusal.validation("the users of group '" + id + "' cannot be set");
        }
        if (groups.values().stream().anyMatch(group -> group != known && group.name.equals(name))) {
            throw new Refusal(
                    400,
                    801,
                    "Value combination already exists (unique field already contains this value): name=" + name);
        }
        Group group = known == null ? new Group(id, String.valueOf(name), false) : known;
        groups.put(id, group);
        if (name != null) {
            group.name = name;
        }
        if (body.has("description")) {
            group.description = body.required("description");
        }
        if (users != null) {
            group.users.clear();
            group.users.addAll(users);
        }
        return named(group);
    }

    private void requireUser(Caller caller, String user) {
        Account account = world.accounts.get(user);
        if (account == null || !account.company.equals(caller.company())) {
            throw Refusal.invalidUserId(": id=" + user + ", company=" + caller.company());
        }
    }

    private Object deleteUserGroups(Caller caller, Body body) {
        Map<String, Group> groups = world.companyOf(caller).groups;
        int deleted = 0;
        for (String id : body.requiredTexts("groups")) {
            Group group = groups.get(id);
            if (group != null && !group.isSystem) {
                groups.remove(id);
                deleted++;
            }
        }
        return Map.of("deleted", deleted);
    }

    private Object addOrUpdateAccessRule(Caller caller, Body body) {
        String id = body.has("id") ? body.required("id") : ServerState.newId();
        boolean isNew = !own(caller).containsKey(id);
        if (isNew) {
            List.of("name", "description", "entity_type", "access_permission").forEach(body::required);
        }
        body.choice("entity_type", ENTITY_TYPES);
        body.choice("access_permission", PERMISSIONS);
        Map<String, Object> rule = own(caller).computeIfAbsent(id, key -> new LinkedHashMap<>(Map.of("id", key)));
        rule.putAll(body.only(RULE_FIELDS));
        return Map.of("id", id, "name", String.valueOf(rule.get("name")));
    }

    private Object deleteAccessRules(Caller caller, Body body) {
        int before = own(caller).size();
        own(caller).keySet().removeAll(body.requiredTexts("rules"));
        return Map.of("deleted", before - own(caller).size());
    }

    private Object getCompanyUsers(Caller caller, Body body) {
        return Map.of(
                "users",
                world.accountsOf(caller.company()).stream()
                        .filter(account -> account.hasProfile)
                        .map(account -> Map.of(
                                "id",
                                account.id,
                                "name",
                                account.name(),
                                "email",
                                account.email,
                                "role",
                                account.role.value()))
                        .toList());
    }

    private int restore(Caller caller) {
        int restored = 0;
        for (String group : List.of(Group.USERS, Group.ADMINS)) {
            String id = "default_" + group;
            if (!own(caller).containsKey(id)) {
                Map<String, Object> rule = new LinkedHashMap<>();
                rule.put("id", id);
                rule.put("name", "Default access of " + group);
                rule.put("description", "");
                rule.put("entity_type", "project");
                rule.put("entity_id", "*");
                rule.put("access_permission", "read_write");
                rule.put("groups", List.of(group));
                own(caller).put(id, rule);
                restored++;
            }
        }
        return restored;
    }

    private static Object checkEntityAccess(Caller caller, Body body) {
        body.choice("entity_type", ENTITY_TYPES);
        body.choice("access_permission", PERMISSIONS);
        return Map.of();
    }
}
