package io.clearmladmin.kafka;

import io.clearmladmin.ClearMl;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.TenantEvents;
import io.clearmladmin.system.Company;
import io.clearmladmin.system.CompanyQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether each tenant that has custom events has what their messages need. */
final class TenantLinks {

    private static final String POINTS = "parameters_connection_points";
    private static final List<String> TEXTS = List.of(
            "service_instance_id",
            "service_instance_name",
            "service_instance_customer_tenant_name",
            "service_instance_customer_space_name",
            "service_instance_customer_space_id");
    private static final String FIELDS = "tenant-fields";
    private static final Link ALL = new Link(FIELDS, "the tenants' fields", "");

    private final ClearMl clearml;
    private final Optional<MessageTemplates> templates;
    private final LinkFindings findings;

    TenantLinks(ClearMl clearml, Optional<MessageTemplates> templates, LinkFindings findings) {
        this.clearml = clearml;
        this.templates = templates;
        this.findings = findings;
    }

    /** The tenants that have fields, by id. */
    List<Company> tenants() {
        return clearml.system()
                .getCompanies(CompanyQuery.builder().customEvents(true).build());
    }

    void look() {
        try {
            look(tenants());
        } catch (ClearMlException failure) {
            findings.skip(ALL, String.valueOf(failure.getMessage()), "");
        }
    }

    private void look(List<Company> tenants) {
        if (tenants.isEmpty()) {
            findings.broken(
                    ALL,
                    "no tenant has custom events",
                    "Set a tenant's fields with system.update_company_custom_events_config.");
            return;
        }
        boolean areGood = true;
        for (Company tenant : tenants) {
            Map<String, Object> fields = clearml.system().getCompanyCustomEventsConfig(tenant.id());
            List<String> problems = problems(fields);
            boolean isRendered = templates.isEmpty() || renders(templates.get(), tenant, fields);
            areGood &= isRendered && problems.isEmpty();
            if (!problems.isEmpty()) {
                findings.doubtful(
                        new Link(FIELDS, "the fields of " + name(tenant), tenant.id()),
                        String.join("; ", problems),
                        "Set them with TenantFields.merge (system.update_company_custom_events_config); message templates may need them.");
            }
        }
        if (areGood) {
            findings.good(
                    ALL,
                    tenants.size() + (tenants.size() == 1 ? " tenant has" : " tenants have")
                            + " custom events, with all fields");
        }
    }

    private static String name(Company tenant) {
        return "tenant " + tenant.name().orElse(tenant.id());
    }

    // The event that an inventory would make of the tenant is the one that every template folder must serve.
    private boolean renders(MessageTemplates messages, Company tenant, Map<String, Object> fields) {
        Event event = new Event(
                "doctor",
                Event.Kind.INVENTORY,
                TenantEvents.PRESENT,
                tenant.id(),
                "tenant/" + tenant.id(),
                Instant.EPOCH,
                Map.of(
                        "name",
                        tenant.name().orElse(""),
                        "active",
                        tenant.active().orElse(true),
                        "fields",
                        fields));
        try {
            messages.render(event);
            return true;
        } catch (ClearMlException failure) {
            findings.broken(
                    new Link("templates", "the message template for " + name(tenant), tenant.id()),
                    TenantEvents.PRESENT + " does not render",
                    String.valueOf(failure.getMessage()));
            return false;
        }
    }

    private static List<String> problems(Map<String, Object> fields) {
        List<String> problems = new ArrayList<>();
        for (String name : TEXTS) {
            Object value = fields.get(name);
            if (value == null) {
                problems.add(name + " is missing");
            } else if (!(value instanceof String text) || text.isBlank()) {
                problems.add(name + " must be a text with something in it");
            }
        }
        Object points = fields.get(POINTS);
        if (points == null) {
            problems.add(POINTS + " is missing");
        } else if (!(points instanceof Collection<?> many) || !many.stream().allMatch(String.class::isInstance)) {
            problems.add(POINTS + " must be a list of texts");
        }
        return problems;
    }
}
