package io.clearmladmin.audit;

import io.clearmladmin.audit.AuditedTenant.Person;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.report.Severity;
import java.util.List;

/** Checks how many admins a tenant has. */
final class TenantAdmins {

    private static final int MOST = 5;

    private TenantAdmins() {}

    static void check(AuditContext site, FindingCollector notes) {
        notes.each(site.tenants(), tenant -> check(tenant, notes));
    }

    private static void check(AuditedTenant tenant, FindingCollector notes) {
        List<Person> people = tenant.people();
        if (people.isEmpty()) {
            notes.find(
                    Severity.INFO,
                    tenant.toString(),
                    "It has no user",
                    "Add an admin, or delete the tenant; what requires acting as one of its users was not checked.");
            return;
        }
        if (people.stream().allMatch(person -> person.role().isEmpty())) {
            throw new CheckSkippedException("the server does not report roles");
        }
        List<String> admins = people.stream()
                .filter(person -> person.role().filter(Role.ADMIN::equals).isPresent())
                .map(Person::name)
                .sorted()
                .toList();
        if (admins.isEmpty()) {
            notes.find(
                    Severity.MEDIUM,
                    tenant.toString(),
                    "None of its " + Phrases.count(people.size(), "user") + " is an admin",
                    "Make one of them an admin (users.set_role).");
        } else if (admins.size() > MOST) {
            notes.find(
                    Severity.LOW,
                    tenant.toString(),
                    Phrases.count(admins.size(), "admin") + ": " + Phrases.list(admins),
                    "Restrict role admin to those who need it (users.set_role).");
        }
    }
}
