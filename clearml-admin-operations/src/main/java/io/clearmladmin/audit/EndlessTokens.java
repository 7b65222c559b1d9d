package io.clearmladmin.audit;

import io.clearmladmin.audit.KeyRing.Holder;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.internal.keys.ConfiguredUsers;
import io.clearmladmin.report.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tokens and keys that serve for ever, whoever got hold of them. */
final class EndlessTokens {

    private EndlessTokens() {}

    static void look(AuditContext site, FindingCollector notes) {
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
                            ? "It does not end, as tokens of role system do not unless a life is asked for"
                            : "It does not end",
                    "Ask for a life when a client or a script logs in (tokenLife of the client's builder).");
        }
    }

    private static void keys(AuditContext site, FindingCollector notes) {
        site.keys().reportGaps(notes);
        Map<AuditedTenant, List<Holder>> byTenant = site.keys().holders().stream()
                // Those of the server's own configuration never end, and no call gives them an end.
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
                    Phrases.count(count, "key") + " without an end: " + Phrases.list(names),
                    "Make keys with an end, or set a default life for them on the server.");
        });
    }

    private static int endless(Holder holder) {
        return (int)
                holder.keys().stream().filter(key -> key.expire().isEmpty()).count();
    }
}
