package io.clearmladmin.onboarding;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.errors.ApiException;
import io.clearmladmin.internal.keys.TenantMembers;
import io.clearmladmin.login.WhitelistEntry;
import io.clearmladmin.login.WhitelistQuery;
import io.clearmladmin.system.CompanyInfo;
import io.clearmladmin.tenants.TenantUser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Domains and e-mails of a specification that other tenants have claimed, with the owner and how to free each. */
final class Claims {

    private final ClearMl clearml;
    private final @Nullable String company;
    private final List<Step> conflicts = new ArrayList<>();

    private Claims(ClearMl clearml, @Nullable String company) {
        this.clearml = clearml;
        this.company = company;
    }

    // The server accepts the same domain or e-mail for two tenants, and behaves unstably from then on.
    static List<Step> conflicts(ClearMl clearml, TenantSpec spec, @Nullable String company) {
        Claims claims = new Claims(clearml, company);
        for (String domain : spec.domains()) {
            claims.check(
                    "domain " + domain,
                    WhitelistQuery.builder().domain(domain).build(),
                    "set its domains without it (login.set_domains)",
                    "remove it from domains");
        }
        for (InvitedSpec invited : spec.whitelist()) {
            claims.check(
                    "whitelist " + invited.email(),
                    WhitelistQuery.builder().email(invited.email()).build(),
                    "remove it there (login.remove_whitelist_entries)",
                    "remove it from whitelist, and name the user in users");
        }
        return claims.conflicts;
    }

    private void check(String subject, WhitelistQuery query, String remedy, String otherwise) {
        for (WhitelistEntry entry : clearml.login().getWhitelist(query)) {
            String owner = entry.company().orElse("");
            if (!owner.isEmpty() && !owner.equals(company)) {
                conflicts.add(Step.conflict(subject, reason(owner, remedy, otherwise)));
            }
        }
    }

    private String reason(String owner, String remedy, String otherwise) {
        String whose = described(owner) + " has claimed it; ";
        return userOf(clearml, owner)
                .map(user -> whose + remedy + ", acting as its user " + user.id())
                .orElse(whose + "it has no user to act as, so that no call can remove it: " + otherwise);
    }

    private String described(String tenant) {
        try {
            CompanyInfo info = clearml.system().companyInfo(tenant);
            return "tenant "
                    + info.name().map(name -> name + " (" + tenant + ")").orElse(tenant)
                    + (info.active().orElse(true) ? "" : ", which is deleted,");
        } catch (ApiException unknown) {
            return "tenant " + tenant + ", which the server does not describe,";
        }
    }

    /** A user to act as in a tenant, with the caller's rights; an admin is the likeliest to have a login. */
    static Optional<TenantUser> userOf(ClearMl clearml, String tenant) {
        if (!clearml.capabilities().has(TenantLookups.TENANT_INFO)) {
            return Optional.empty();
        }
        try {
            return TenantMembers.of(clearml, tenant).stream()
                    .min(Comparator.comparing(user -> !user.role().equals(Optional.of(Role.ADMIN))));
        } catch (ApiException unreadable) {
            return Optional.empty();
        }
    }
}
