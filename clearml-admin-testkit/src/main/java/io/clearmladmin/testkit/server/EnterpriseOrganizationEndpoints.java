package io.clearmladmin.testkit.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of {@code organization.*} that only Enterprise servers have. */
final class EnterpriseOrganizationEndpoints {

    private static final int LARGEST_LOGO = 100 * 1024;

    private final ServerState world;
    private final Map<String, Map<String, Object>> logos = new LinkedHashMap<>();

    EnterpriseOrganizationEndpoints(ServerState world) {
        this.world = world;
    }

    void register(Endpoints endpoints) {
        endpoints.add("organization.update_company_name", Endpoints.ADMINS, this::updateCompanyName);
        endpoints.add("organization.update_company_logo", Endpoints.ADMINS, this::updateCompanyLogo);
        endpoints.add("organization.get_services", Endpoints.ANYONE, (caller, body) -> Map.of("services", List.of()));
        endpoints.add("organization.get_project_company", Endpoints.ANYONE, EnterpriseOrganizationEndpoints::company);
        endpoints.add("organization.get_project_workloads", Endpoints.ANYONE, OrganizationEndpoints::getProjectUsages);
        endpoints.add(
                "organization.allow_project_workloads", Endpoints.ANYONE, (caller, body) -> Map.of("allow", true));
        endpoints.add("organization.get_ui_actions", Endpoints.ANYONE, (caller, body) -> Map.of("actions", List.of()));
    }

    private Object updateCompanyName(Caller caller, Body body) {
        Company company = world.companyNamed(caller, body);
        String name = body.required("new_name");
        boolean isNew = !company.name.equals(name);
        company.name = name;
        return Map.of("updated", isNew ? 1 : 0);
    }

    private Object updateCompanyLogo(Caller caller, Body body) {
        Company company = world.companyNamed(caller, body);
        String data = body.required("data");
        body.required("format");
        body.choice("format", List.of("base64", "url"));
        if (data.length() > LARGEST_LOGO) {
            throw Refusal.validation("error for field 'data': larger than " + LARGEST_LOGO + " bytes");
        }
        Map<String, Object> logo = body.only(List.of("data", "format"));
        return Map.of("updated", logo.equals(logos.put(company.id, logo)) ? 0 : 1);
    }

    // The server has no projects; any id is taken for one of the caller's tenant.
    private static Object company(Caller caller, Body body) {
        body.required("project");
        return Map.of("company", caller.company());
    }
}
