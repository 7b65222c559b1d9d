package io.clearmladmin.testkit.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clearmladmin.endpoint.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code tenants.*}, which only Enterprise servers have; as the reference says. */
final class TenantsEndpoints {

    private final ServerState world;

    TenantsEndpoints(ServerState world) {
        this.world = world;
    }

    void register(Endpoints endpoints) {
        add(endpoints, "create_tenant", this::createTenant);
        add(endpoints, "add_tenant_admin_credentials", this::addTenantAdminCredentials);
        add(endpoints, "get_tenants", this::getTenants);
        add(endpoints, "get_tenant_info", this::getTenantInfo);
        add(endpoints, "get_tenant_resources", this::getTenantResources);
        add(endpoints, "delete_tenant", this::deleteTenant);
        endpoints.add("tenants.custom_events", Endpoints.ADMINS, this::customEvents);
    }

    private static void add(Endpoints endpoints, String action, Endpoint.Action run) {
        endpoints.add("tenants." + action, Endpoints.PLATFORM, run);
    }

    private Company tenant(Body body) {
        return world.company(body.required("tenant"));
    }

    private Object createTenant(Caller caller, Body body) {
        Company company = world.addCompany(SystemEndpoints.tenantName(body));
        if (body.has("domain")) {
            company.domains.add(body.required("domain"));
        }
        List<String> admins = body.texts("admin_emails");
        if (admins != null) {
            admins.forEach(email -> company.whitelist.put(email, new Company.Invitation("admin", world.now())));
        }
        for (String limit : List.of("max_users", "max_service_users")) {
            if (body.has(limit)) {
                company.settings.put(limit, body.number(limit));
            }
        }
        Account admin = world.account(ServerState.newId(), company.name + " admin", Role.ADMIN, company.id);
        return Map.of("id", company.id, "credentials", AuthEndpoints.withSecret(world.key(admin, null)));
    }

    private Object addTenantAdminCredentials(Caller caller, Body body) {
        Company company = tenant(body);
        Account admin = world.accountsOf(company.id).stream()
                .filter(account -> account.role.equals(Role.ADMIN))
                .findFirst()
                .orElseGet(() -> world.account(ServerState.newId(), company.name + " admin", Role.ADMIN, company.id));
        return Map.of("credentials", AuthEndpoints.withSecret(world.key(admin, null)));
    }

    private Object getTenants(Caller caller, Body body) {
        List<Map<String, Object>> tenants = new ArrayList<>();
        for (Company company : world.companies.values()) {
            if (company.isActive) {
                List<String> admins = company.whitelist.entrySet().stream()
                        .filter(entry -> entry.getValue().role().equals("admin"))
                        .map(Map.Entry::getKey)
                        .toList();
                tenants.add(Map.of(
                        "id",
                        company.id,
                        "name",
                        company.name,
                        "admin_emails",
                        admins,
                        "default_company",
                        company.id.equals(FakeServer.DEFAULT_COMPANY)));
            }
        }
        return Map.of("tenants", tenants);
    }

    private Object getTenantInfo(Caller caller, Body body) {
        Company company = tenant(body);
        List<Map<String, Object>> active = new ArrayList<>();
        for (Account account : world.accountsOf(company.id)) {
            active.add(user(account));
        }
        List<Map<String, Object>> pending = new ArrayList<>();
        company.whitelist.forEach((email, invitation) -> {
            if (world.accepted(company, email) == null) {
                pending.add(Map.of("email", email, "added", Wire.date(invitation.added())));
            }
        });
        Map<String, Object> none = Map.of("total", 0, "last_count", 0, "previous_count", 0);
        Map<String, Object> users = new LinkedHashMap<>();
        if (company.settings.containsKey("max_users")) {
            users.put("max_allowed", company.settings.get("max_users"));
        }
        users.put("active", active);
        users.put("pending", pending);
        return Map.of("name", company.name, "days", 30, "projects", none, "tasks", none, "users", users);
    }

    private Map<String, Object> user(Account account) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("id", account.id);
        user.put("name", account.name());
        user.put("email", account.email);
        user.put("role", account.role.value());
        user.put("created", Wire.date(account.created));
        world.lastLogin(account.id).ifPresent(time -> user.put("last_login", Wire.date(time)));
        return user;
    }

    private Object getTenantResources(Caller caller, Body body) {
        return resources(tenant(body));
    }

    private Map<String, Object> resources(Company company) {
        return Map.of(
                "running",
                        Map.of(
                                "active_routes", 0,
                                "app_tasks", 0,
                                "connected_workers", world.workersOf(company.id).size(),
                                "pipeline_tasks", 0,
                                "tasks", 0),
                "totals", Map.of("datasets", 0, "dataviews", 0, "hyper_datasets", 0, "reports", 0, "tasks", 0));
    }

    private Object deleteTenant(Caller caller, Body body) {
        Company company = tenant(body);
        if (!company.name.equals(body.required("name"))) {
            throw Refusal.validation("the name does not match the tenant's");
        }
        Map<String, Object> snapshot = resources(company);
        if (!world.workersOf(company.id).isEmpty() && !body.flag("force", false)) {
            throw new Refusal(400, 10, "Tenant has running resources (use force=true to delete): tenant=" + company.id);
        }
        company.isActive = false;
        world.workers.values().removeIf(worker -> worker.company.equals(company.id));
        world.accountsOf(company.id).forEach(account -> world.accounts.remove(account.id));
        world.keys.values().removeIf(key -> !world.accounts.containsKey(key.user));
        return snapshot;
    }

    private Object customEvents(Caller caller, Body body) {
        String templateKey = body.required("template_key");
        List<String> errors = new ArrayList<>();
        int succeeded = 0;
        for (JsonNode event : body.fields().path("events")) {
            if (!(event instanceof ObjectNode fields) || !event.has("id")) {
                errors.add("event without an id");
                continue;
            }
            world.customEvents.add(new Event(templateKey, caller.company(), world.now(), new Body(fields).map()));
            succeeded++;
        }
        return Map.of("succeeded", succeeded, "errors", errors);
    }
}
