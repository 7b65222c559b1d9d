package io.clearmladmin.testkit.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clearmladmin.endpoint.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The vaults in {@code users.*}, which only Enterprise servers have; as the reference says. */
final class VaultsEndpoints {

    private static final String USER = "user";
    private static final String GROUP = "group";
    private static final String ORGANIZATION = "organization";
    private static final List<String> SCOPES = List.of(ORGANIZATION, GROUP, USER);
    private static final List<String> FIELDS = List.of("data", "description", "enabled", "format", "type");

    private final ServerState world;
    private final Map<String, Vault> vaults = new LinkedHashMap<>();
    private final List<Map<String, Object>> log = new ArrayList<>();

    /** A vault, with its fields as they were sent. */
    private record Vault(
            String id,
            String company,
            String scope,
            @Nullable String owner,
            Map<String, Object> fields,
            String lastUpdate) {}

    VaultsEndpoints(ServerState world) {
        this.world = world;
    }

    void register(Endpoints endpoints) {
        endpoints.add("users.get_vaults", Endpoints.ANYONE, this::getVaults);
        endpoints.add("users.get_organization_vaults", Endpoints.ADMINS, this::getOrganizationVaults);
        endpoints.add("users.add_or_update_vault", Endpoints.ANYONE, this::addOrUpdateVault);
        endpoints.add("users.delete_vaults", Endpoints.ANYONE, this::deleteVaults);
        endpoints.add("users.get_vault_operations_log", Endpoints.ADMINS, this::getLog);
        endpoints.add("users.get_vault_operations_log_filters", Endpoints.ADMINS, this::getLogFilters);
    }

    private static boolean isAdmin(Caller caller) {
        return caller.isPlatform() || caller.role().equals(Role.ADMIN);
    }

    /** True if the vault holds for the caller. */
    private boolean holds(Vault vault, Caller caller) {
        if (!vault.company().equals(caller.company())) {
            return false;
        }
        if (vault.scope().equals(ORGANIZATION)) {
            return true;
        }
        if (vault.scope().equals(USER)) {
            return caller.user().equals(vault.owner());
        }
        Group group = world.companyOf(caller).groups.get(String.valueOf(vault.owner()));
        Account account = world.accounts.get(caller.user());
        return group != null && account != null && group.has(account);
    }

    private static boolean mayEdit(Vault vault, Caller caller) {
        return vault.company().equals(caller.company())
                && (isAdmin(caller)
                        || (vault.scope().equals(USER) && caller.user().equals(vault.owner())));
    }

    private Object getVaults(Caller caller, Body body) {
        List<String> types = body.filter("types");
        return listed(
                caller,
                vaults.values().stream()
                        .filter(vault -> holds(vault, caller))
                        .filter(vault -> !body.has("enabled")
                                || body.flag("enabled", true)
                                        == Boolean.TRUE.equals(vault.fields().get("enabled")))
                        .filter(vault -> types.isEmpty()
                                || types.contains(String.valueOf(vault.fields().get("type"))))
                        .toList());
    }

    private Object getOrganizationVaults(Caller caller, Body body) {
        return listed(
                caller,
                vaults.values().stream()
                        .filter(vault -> vault.company().equals(caller.company()))
                        .filter(vault -> !vault.scope().equals(USER))
                        .toList());
    }

    private Object listed(Caller caller, List<Vault> found) {
        return Map.of(
                "vaults", found.stream().map(vault -> listed(caller, vault)).toList());
    }

    private Map<String, Object> listed(Caller caller, Vault vault) {
        Map<String, Object> answer = new LinkedHashMap<>(vault.fields());
        answer.put("id", vault.id());
        answer.put("scope", vault.scope());
        answer.put("editable", mayEdit(vault, caller));
        answer.put("last_update", vault.lastUpdate());
        if (vault.owner() != null && vault.scope().equals(USER)) {
            answer.put("user", vault.owner());
        }
        if (vault.owner() != null && vault.scope().equals(GROUP)) {
            Group group = world.companyOf(caller).groups.get(vault.owner());
            answer.put("group", vault.owner());
            answer.put("group_name", group == null ? "" : group.name);
        }
        return answer;
    }

    private Object addOrUpdateVault(Caller caller, Body body) {
        body.object("vault");
        Body vault = new Body((ObjectNode) body.fields().path("vault"));
        Vault known = vault.has("id") ? vaults.get(vault.required("id")) : null;
        if (vault.has("id") && (known == null || !known.company().equals(caller.company()))) {
            throw new Refusal(400, 10, "Invalid object id: vault=" + vault.required("id"));
        }
        String chosen = vault.choice("scope", SCOPES);
        String scope = chosen != null ? chosen : known == null ? USER : known.scope();
        Map<String, Object> fields = new LinkedHashMap<>(Map.of("enabled", true, "format", "hocon", "type", "config"));
        if (known != null) {
            fields.putAll(known.fields());
        }
        fields.putAll(vault.only(FIELDS));
        String id = known == null ? ServerState.newId() : known.id();
        String owner = owner(caller, body, scope, known);
        Vault changed = new Vault(id, caller.company(), scope, owner, fields, Wire.date(world.now()));
        requireMayEdit(known == null ? changed : known, caller);
        requireMayEdit(changed, caller);
        vaults.put(id, changed);
        log(caller, known == null ? "create" : "update", id);
        return Map.of("vault", id);
    }

    private @Nullable String owner(Caller caller, Body body, String scope, @Nullable Vault known) {
        String before = known != null && known.scope().equals(scope) ? known.owner() : null;
        if (scope.equals(ORGANIZATION)) {
            return null;
        }
        if (scope.equals(USER)) {
            String user = body.has("user") ? body.required("user") : before == null ? caller.user() : before;
            Account account = world.accounts.get(user);
            if (account == null || !account.company.equals(caller.company())) {
                throw Refusal.invalidUserId(": id=" + user + ", company=" + caller.company());
            }
            return user;
        }
        String group = body.has("group") || before == null ? body.required("group") : before;
        if (!world.companyOf(caller).groups.containsKey(group)) {
            throw new Refusal(400, 10, "Invalid object id: group=" + group);
        }
        return group;
    }

    private static void requireMayEdit(Vault vault, Caller caller) {
        if (!mayEdit(vault, caller)) {
            throw new Refusal(403, 21, "No write permission: vault=" + vault.id());
        }
    }

    private Object deleteVaults(Caller caller, Body body) {
        int deleted = 0;
        for (String id : body.requiredTexts("vaults")) {
            Vault vault = vaults.get(id);
            if (vault != null && vault.company().equals(caller.company())) {
                requireMayEdit(vault, caller);
                vaults.remove(id);
                log(caller, "delete", id);
                deleted++;
            }
        }
        return Map.of("deleted", deleted);
    }

    private void log(Caller caller, String operation, String vault) {
        log.add(Map.of(
                "company", caller.company(),
                "operation", operation,
                "time", Wire.date(world.now()),
                "user", caller.user(),
                "vault", vault));
    }

    private List<Map<String, Object>> logOf(Caller caller) {
        return log.stream()
                .filter(entry -> caller.company().equals(entry.get("company")))
                .toList();
    }

    private Object getLog(Caller caller, Body body) {
        return Map.of("operations", Pages.cut(logOf(caller), body));
    }

    private Object getLogFilters(Caller caller, Body body) {
        Map<String, Object> filters = new LinkedHashMap<>();
        for (String field : List.of("operation", "user", "vault")) {
            filters.put(
                    field + "s",
                    logOf(caller).stream()
                            .map(entry -> entry.get(field))
                            .distinct()
                            .toList());
        }
        return filters;
    }
}
