package io.clearmladmin.testkit.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code login.*}, and the whitelist that {@code users} shows too. */
final class LoginEndpoints {

    private final ServerState world;

    LoginEndpoints(ServerState world) {
        this.world = world;
    }

    void register(Endpoints endpoints) {
        endpoints.add(new Endpoint(
                "login.supported_modes", "1.0", Endpoints.ANYONE, Endpoint.Login.OPTIONAL, this::supportedModes));
        if (world.isEnterprise()) {
            endpoints.add("login.set_domains", Endpoints.ADMINS, this::setDomains);
            endpoints.add("login.add_whitelist_entries", Endpoints.ADMINS, this::addWhitelistEntries);
            endpoints.add("login.remove_whitelist_entries", Endpoints.ADMINS, this::removeWhitelistEntries);
            endpoints.add("login.get_settings", Endpoints.ADMINS, this::getSettings);
            endpoints.add("login.get_whitelist", Endpoints.PLATFORM, this::getWhitelist);
            endpoints.add("users.get_whitelist", Endpoints.PLATFORM, this::getWhitelist);
        }
    }

    private Object supportedModes(Caller caller, Body body) {
        Map<String, Object> modes = new LinkedHashMap<>();
        modes.put("authenticated", !caller.user().isEmpty());
        modes.put("basic", Map.of("enabled", !world.fixedUsers.isEmpty(), "guest", Map.of("enabled", false)));
        modes.put("server_errors", Map.of("es_connection_error", false, "missed_es_upgrade", false));
        modes.put("sso", Map.of());
        modes.put("sso_providers", List.of());
        return modes;
    }

    private Object setDomains(Caller caller, Body body) {
        Company company = world.companyOf(caller);
        List<String> domains = body.texts("domains");
        company.domains.clear();
        company.domains.addAll(domains == null ? List.of() : domains);
        return Map.of();
    }

    private Object addWhitelistEntries(Caller caller, Body body) {
        Company company = world.companyOf(caller);
        String named = body.role();
        String role = named != null ? named : body.flag("is_admin", false) ? "admin" : "user";
        List<String> added = body.requiredTexts("emails").stream()
                .filter(email ->
                        company.whitelist.putIfAbsent(email, new Company.Invitation(role, world.now())) == null)
                .toList();
        return Map.of("added", added);
    }

    private Object removeWhitelistEntries(Caller caller, Body body) {
        Company company = world.companyOf(caller);
        List<String> removed = body.requiredTexts("emails").stream()
                .filter(email -> world.accepted(company, email) == null && company.whitelist.remove(email) != null)
                .toList();
        return Map.of("removed", removed);
    }

    private Object getSettings(Caller caller, Body body) {
        Company company = world.companyOf(caller);
        List<Map<String, Object>> entries = new ArrayList<>();
        company.whitelist.forEach((email, invitation) -> entries.add(entry(company, email, invitation)));
        return Map.of("domains", List.copyOf(company.domains), "whitelist_entries", entries);
    }

    private Map<String, Object> entry(Company company, String email, Company.Invitation invitation) {
        Account account = world.accepted(company, email);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("email", email);
        entry.put("status", account == null ? "pending" : "accepted");
        entry.put("added", Wire.date(invitation.added()));
        if (account != null) {
            entry.put("accepted", Wire.date(account.created));
            entry.put("user", Map.of("id", account.id, "name", account.name(), "role", account.role.value()));
        }
        return entry;
    }

    private Object getWhitelist(Caller caller, Body body) {
        String email = body.text("email");
        String domain = body.text("domain");
        if ((email == null) == (domain == null)) {
            throw Refusal.validation("exactly one of email and domain is required");
        }
        List<Map<String, Object>> entries = new ArrayList<>();
        for (Company company : world.companies.values()) {
            Map<String, Object> entry = entry(company, email, domain);
            if (entry != null) {
                entries.add(entry);
            }
        }
        return Map.of("entries", entries);
    }

    private @Nullable Map<String, Object> entry(Company company, @Nullable String email, @Nullable String domain) {
        if (domain != null && company.domains.contains(domain)) {
            return Map.of("id", company.id, "company", company.id, "domain", domain);
        }
        Company.Invitation invitation = email == null ? null : company.whitelist.get(email);
        if (email == null || invitation == null) {
            return null;
        }
        return Map.of(
                "id",
                company.id,
                "company",
                company.id,
                "emails",
                List.of(Map.of("email", email, "added", Wire.date(invitation.added()))),
                "role",
                invitation.role(),
                "is_admin",
                invitation.role().equals("admin"));
    }
}
