package io.clearmladmin.audit;

import io.clearmladmin.errors.ServerErrorException;
import io.clearmladmin.report.Severity;
import io.clearmladmin.server.ConfigQuery;
import io.clearmladmin.system.Company;
import io.clearmladmin.system.CompanyQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds tenants whose custom events would not identify the tenant. */
final class CustomEventsFields {

    private CustomEventsFields() {}

    static void check(AuditContext site, FindingCollector notes) {
        site.requirePlatform();
        CompanyQuery query = CompanyQuery.builder().customEvents(true).build();
        Set<String> configured = site.clearml().system().getCompanies(query).stream()
                .map(Company::id)
                .collect(Collectors.toSet());
        if (configured.isEmpty() && !isOn(site)) {
            return;
        }
        List<AuditedTenant> without = new ArrayList<>();
        notes.each(site.tenants(), tenant -> {
            if (!configured.contains(tenant.id()) || hasNoFields(site, tenant)) {
                without.add(tenant);
            }
        });
        if (!without.isEmpty()) {
            notes.find(
                    Severity.LOW,
                    Phrases.count(without.size(), "tenant"),
                    "Custom events are in use, but not configured for " + Phrases.list(without),
                    "Set the fields of the tenants that are to be billed (system.update_company_custom_events_config).");
        }
    }

    private static boolean hasNoFields(AuditContext site, AuditedTenant tenant) {
        return site.clearml().system().getCompanyCustomEventsConfig(tenant.id()).isEmpty();
    }

    // A server without these settings returns an error.
    private static boolean isOn(AuditContext site) {
        ConfigQuery query = ConfigQuery.builder().path("services.custom_events").build();
        try {
            Object enabled = site.clearml().server().config(query).get("enabled");
            return "true".equals(String.valueOf(enabled));
        } catch (ServerErrorException notSet) {
            return false;
        }
    }
}
