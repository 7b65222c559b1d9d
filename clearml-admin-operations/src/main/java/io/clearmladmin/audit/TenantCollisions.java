package io.clearmladmin.audit;

import io.clearmladmin.login.InvitedEmail;
import io.clearmladmin.login.LoginSettings;
import io.clearmladmin.report.Severity;
import io.clearmladmin.tenants.Tenant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds tenants that share what should belong to only one of them. */
final class TenantCollisions {

    private final AuditContext site;
    private final FindingCollector notes;
    private final Map<String, Set<AuditedTenant>> names = new LinkedHashMap<>();
    private final Map<String, Set<AuditedTenant>> domains = new LinkedHashMap<>();
    private final Map<String, Set<AuditedTenant>> emails = new LinkedHashMap<>();

    private TenantCollisions(AuditContext site, FindingCollector notes) {
        this.site = site;
        this.notes = notes;
    }

    static void check(AuditContext site, FindingCollector notes) {
        site.requirePlatform();
        new TenantCollisions(site, notes).check();
    }

    private void check() {
        notes.part("names", () -> site.tenants().forEach(tenant -> claim(names, List.of(tenant.name()), tenant)));
        notes.part("domains and invited e-mails", () -> notes.each(site.tenants(), this::readSettings));
        notes.part("e-mails of admins", this::readAdmins);
        String shared = "The server behaves unstably: keep it in one of them (login.set_domains,"
                + " login.remove_whitelist_entries, called as a user of the other).";
        find(names, Severity.MEDIUM, "tenant name", "Rename one of them, and set apiserver.company.unique_names.");
        find(domains, Severity.HIGH, "domain", shared);
        find(emails, Severity.HIGH, "e-mail", shared);
    }

    private void readSettings(AuditedTenant tenant) {
        tenant.view().ifPresent(view -> {
            LoginSettings settings = view.login().getSettings();
            claim(domains, settings.domains(), tenant);
            claim(
                    emails,
                    settings.whitelistEntries().stream()
                            .map(InvitedEmail::email)
                            .toList(),
                    tenant);
        });
    }

    private void readAdmins() {
        Map<String, AuditedTenant> byId =
                site.tenants().stream().collect(Collectors.toMap(AuditedTenant::id, Function.identity()));
        for (Tenant tenant : site.clearml().tenants().getTenants()) {
            AuditedTenant known = byId.get(tenant.id());
            if (known != null) {
                claim(emails, tenant.adminEmails(), known);
            }
        }
    }

    private static void claim(Map<String, Set<AuditedTenant>> claims, List<String> texts, AuditedTenant tenant) {
        texts.stream()
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .filter(text -> !text.isEmpty())
                .forEach(text -> claims.computeIfAbsent(text, first -> new LinkedHashSet<>())
                        .add(tenant));
    }

    private void find(Map<String, Set<AuditedTenant>> claims, Severity severity, String what, String remedy) {
        claims.forEach((text, tenants) -> {
            if (tenants.size() > 1) {
                notes.find(severity, what + " " + text, "Shared by " + Phrases.list(tenants), remedy);
            }
        });
    }
}
