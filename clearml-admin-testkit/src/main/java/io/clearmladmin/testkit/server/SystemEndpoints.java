package io.clearmladmin.testkit.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code system.*}, which only Enterprise servers have; as the reference says. */
final class SystemEndpoints {

    private static final int SHORTEST_NAME = 3;

    private final ServerState world;

    SystemEndpoints(ServerState world) {
        this.world = world;
    }

    void register(Endpoints endpoints) {
        add(endpoints, "create_company", this::createCompany);
        add(endpoints, "get_companies", this::getCompanies);
        add(endpoints, "company_info", this::companyInfo);
        add(endpoints, "update_company_settings", this::updateCompanySettings);
        add(endpoints, "update_company_custom_events_config", this::updateCustomEventsConfig);
        add(endpoints, "get_company_custom_events_config", this::getCustomEventsConfig);
        add(endpoints, "update_company_sso_config", this::updateSsoConfig);
        add(endpoints, "update_company_app_instance_access", this::updateAppInstanceAccess);
        add(
                endpoints,
                "get_company_app_instance_access",
                (caller, body) -> Map.of("app_instance_access", company(body).appInstanceAccess));
        add(endpoints, "copy_tasks", this::copyTasks);
        add(endpoints, "get_datasets", (caller, body) -> Map.of("datasets", List.of()));
        add(endpoints, "get_dataset_versions", (caller, body) -> Map.of("versions", List.of()));
    }

    private static void add(Endpoints endpoints, String action, Endpoint.Action run) {
        endpoints.add("system." + action, Endpoints.PLATFORM, run);
    }

    static String tenantName(Body body) {
        String name = body.required("name");
        if (name.strip().length() < SHORTEST_NAME) {
            throw Refusal.validation("error for field 'name': '" + name + "' is too short");
        }
        return name;
    }

    private Company company(Body body) {
        return world.company(body.required("company"));
    }

    private Object createCompany(Caller caller, Body body) {
        String name = tenantName(body);
        Map<String, Object> defaults = body.objectOrNone("defaults");
        Company company = world.addCompany(name);
        company.settings.putAll(defaults);
        return Map.of("id", company.id, "app_queues", List.of());
    }

    private Object getCompanies(Caller caller, Body body) {
        String name = body.text("name");
        String pattern = body.text("name_pattern");
        boolean withEvents = body.flag("custom_events", false);
        List<Map<String, Object>> companies = new ArrayList<>();
        for (Company company : world.companies.values()) {
            boolean isWanted = (name == null || company.name.equalsIgnoreCase(name))
                    && (pattern == null
                            || Pattern.compile(pattern).matcher(company.name).find())
                    && (!withEvents || company.customEventsFields != null);
            if (isWanted) {
                companies.add(Map.of("id", company.id, "name", company.name, "active", company.isActive));
            }
        }
        return Map.of("companies", companies);
    }

    private Object companyInfo(Caller caller, Body body) {
        Company company = company(body);
        return Map.of(
                "id", company.id,
                "name", company.name,
                "active", company.isActive,
                "defaults", company.settings,
                "services", List.of());
    }

    private Object updateCompanySettings(Caller caller, Body body) {
        Company company = company(body);
        Map<String, Object> settings = new LinkedHashMap<>(body.map());
        settings.remove("company");
        company.settings.putAll(settings);
        return Map.of("updated", settings.isEmpty() ? 0 : 1);
    }

    private Object updateCustomEventsConfig(Caller caller, Body body) {
        company(body).customEventsFields = body.object("fields");
        return Map.of();
    }

    private Object getCustomEventsConfig(Caller caller, Body body) {
        @Nullable Map<String, Object> fields = company(body).customEventsFields;
        return Map.of("fields", fields == null ? Map.of() : fields);
    }

    private Object updateSsoConfig(Caller caller, Body body) {
        company(body).settings.put("sso", body.object("sso"));
        return Map.of();
    }

    private Object updateAppInstanceAccess(Caller caller, Body body) {
        company(body).appInstanceAccess = body.object("app_instance_access");
        return Map.of();
    }

    private Object copyTasks(Caller caller, Body body) {
        company(body);
        body.required("user");
        return Map.of(
                "ids",
                body.requiredTexts("tasks").stream()
                        .map(task -> ServerState.newId())
                        .toList());
    }
}
