package io.clearmladmin.audit;

import io.clearmladmin.audit.KeyRing.Holder;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.internal.keys.ConfiguredUsers;
import io.clearmladmin.report.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds tokens and keys that never expire, whoever has obtained them. */
final class EndlessTokens {

    private EndlessTokens() {}

    static void check(AuditContext site, FindingCollector notes) {
        notes.part("the own token", () -> ownToken(site, notes));
        if (site.isEnterprise()) {
            notes.part("keys", () -> keys(site, notes));
        }
    }

    private static void ownToken(AuditContext site, FindingCollector notes) {
        if (site.clearml().claims().exp().isEmpty()) {
            boolean isSystem = site.hasRole(Role.SYSTEM);
            notes.find(
                    isSystem ? Severity.INFO : Severity.MEDIUM,
                    "the token of this client",
                    isSystem
                            ? "It never expires: tokens of role system do not unless a lifetime is requested"
                            : "It never expires",
                    "Request a lifetime when a client or a script logs in (tokenLifetime of the client's builder).");
        }
    }

    private static void keys(AuditContext site, FindingCollector notes) {
        site.keys().reportGaps(notes);
        Map<AuditedTenant, List<Holder>> byTenant = site.keys().holders().stream()
                // Those of the server's own configuration never expire, and no call changes that.
                .filter(holder -> !ConfiguredUsers.isOne(holder.person().id()))
                .filter(holder -> endless(holder) > 0)
                .collect(Collectors.groupingBy(Holder::tenant, LinkedHashMap::new, Collectors.toList()));
        byTenant.forEach((tenant, holders) -> {
            int count = holders.stream().mapToInt(EndlessTokens::endless).sum();
            List<String> names = holders.stream()
                    .map(holder -> holder.person().name())
                    .sorted()
                    .toList();
            notes.find(
                    Severity.LOW,
                    tenant.toString(),
                    Phrases.count(count, "key") + " without expiry: " + Phrases.list(names),
                    "Create keys with a lifetime, or set a default one on the server.");
        });
    }

    private static int endless(Holder holder) {
        return (int)
                holder.keys().stream().filter(key -> key.expire().isEmpty()).count();
    }
}
