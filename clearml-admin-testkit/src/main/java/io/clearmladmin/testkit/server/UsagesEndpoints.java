package io.clearmladmin.testkit.server;

import static io.clearmladmin.testkit.server.UsageConfiguration.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The usages in {@code tenants.*} and {@code organization.*}, and how they are counted. */
final class UsagesEndpoints {

    private final ServerState world;
    private final Usages usages;
    private final UsageConfiguration configuration;

    UsagesEndpoints(ServerState world) {
        this.world = world;
        this.usages = new Usages(world);
        this.configuration = new UsageConfiguration(world);
    }

    void register(Endpoints endpoints) {
        endpoints.add(
                "tenants.get_tenant_usages",
                Endpoints.PLATFORM,
                (caller, body) -> tenantUsages(world.company(body.required("tenant")), body));
        endpoints.add("tenants.get_multitenant_usages", Endpoints.PLATFORM, this::getMultitenantUsages);
        endpoints.add(
                "tenants.get_usage_configuration",
                Endpoints.PLATFORM,
                (caller, body) -> configuration.answer(configuration.events()));
        endpoints.add("tenants.edit_usage_configuration", Endpoints.PLATFORM, this::editConfiguration);
        endpoints.add(
                "organization.get_tenant_usages",
                Endpoints.ADMINS,
                (caller, body) -> tenantUsages(world.companyOf(caller), body));
        endpoints.add("organization.get_usage_configuration", Endpoints.ADMINS, this::getOwnConfiguration);
        endpoints.add("organization.edit_usage_configuration", Endpoints.ADMINS, this::editOwnConfiguration);
        endpoints.add("organization.delete_usage_configuration", Endpoints.ADMINS, this::deleteOwnConfiguration);
    }

    private Object tenantUsages(Company company, Body body) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("name", company.name);
        answer.putAll(usages.of(List.of(company.id), UsageQuery.of(body)));
        return answer;
    }

    private Object getMultitenantUsages(Caller caller, Body body) {
        UsageQuery query = UsageQuery.of(body);
        List<String> tenants = body.has("tenants") ? body.requiredTexts("tenants") : usages.tenants();
        Map<String, Object> answer = new LinkedHashMap<>(usages.of(tenants, query));
        if (body.flag("tenants_breakdown", false)) {
            String label = body.text("tenants_sub_category_label");
            List<Map<String, Object>> breakdown = new ArrayList<>();
            for (String tenant : tenants) {
                Map<String, Object> part = new LinkedHashMap<>();
                part.put("tenant_id", tenant);
                part.put("tenant_name", world.company(tenant).name);
                part.putAll(usages.total(tenant, query, label).toMap());
                breakdown.add(part);
            }
            answer.put("dates", query.days().stream().map(String::valueOf).toList());
            answer.put("tenants", breakdown);
        }
        return answer;
    }

    private Object editConfiguration(Caller caller, Body body) {
        Map<String, Object> wanted = body.only(List.of("pricing", "events"));
        UsageConfiguration.validate(map(wanted, "events"));
        world.usageConfiguration = wanted;
        return configuration.answer(configuration.events());
    }

    private Object getOwnConfiguration(Caller caller, Body body) {
        return configuration.answer(configuration.events(world.companyOf(caller)));
    }

    private Object editOwnConfiguration(Caller caller, Body body) {
        Map<String, Object> events = map(body.map(), "events");
        UsageConfiguration.validate(events);
        world.companyOf(caller).usageEvents = configuration.additions(events);
        return getOwnConfiguration(caller, body);
    }

    private Object deleteOwnConfiguration(Caller caller, Body body) {
        world.companyOf(caller).usageEvents = Map.of();
        return getOwnConfiguration(caller, body);
    }
}
