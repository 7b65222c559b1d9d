package io.clearmladmin.audit;

import io.clearmladmin.ClearMl;
import io.clearmladmin.audit.AuditedTenant.Person;
import io.clearmladmin.auth.TokenClaims;
import io.clearmladmin.calls.CallOptions;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.errors.TransportException;
import io.clearmladmin.internal.keys.TenantMembers;
import io.clearmladmin.internal.secrets.DefaultKey;
import io.clearmladmin.system.Company;
import io.clearmladmin.system.CompanyQuery;
import io.clearmladmin.users.UserQuery;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The server under audit. What several checks need is read once. */
final class AuditContext {

    private final AuditBuilder settings;
    private final Instant started;
    private final Once<ClearMl> clearml = new Once<>(this::patient);
    private final Once<List<AuditedTenant>> tenants = new Once<>(this::readTenants);
    private final Once<KeyRing> keys = new Once<>(() -> KeyRing.read(this));

    AuditContext(AuditBuilder settings) {
        this.settings = settings;
        this.started = settings.clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    // A server that was away for all of unreachableRetry is not waited for by each check anew.
    private ClearMl patient() {
        try {
            settings.clearml.claims();
            return settings.clearml;
        } catch (RuntimeException failure) {
            CallOptions once =
                    CallOptions.builder().unreachableRetry(Duration.ZERO).build();
            return failure instanceof TransportException ? settings.clearml.with(once) : settings.clearml;
        }
    }

    ClearMl clearml() {
        return clearml.get();
    }

    Instant started() {
        return started;
    }

    /** The moment before which a key has gone unused for too long. */
    Instant unusedSince() {
        return started.minus(settings.unusedFor);
    }

    /** The moment before which a user has been away for too long. */
    Instant inactiveSince() {
        return started.minus(settings.inactiveFor);
    }

    Duration certificateFor() {
        return settings.certificateFor;
    }

    List<DefaultKey> furtherKeys() {
        return settings.furtherKeys();
    }

    String server() {
        return settings.clearml.apiUrl().toString();
    }

    URI address() {
        return settings.clearml.apiUrl();
    }

    boolean isEnterprise() {
        // All views share what is known of the server, and wait for it as the client does that was built first.
        clearml().claims();
        return clearml().capabilities().edition() == Edition.ENTERPRISE;
    }

    Optional<TokenClaims.Identity> self() {
        return clearml().claims().identity();
    }

    boolean hasRole(Role... roles) {
        return self().flatMap(TokenClaims.Identity::role)
                .filter(List.of(roles)::contains)
                .isPresent();
    }

    /** Refuses a role that sees its own tenant only. */
    void requirePlatform() {
        if (!hasRole(Role.SYSTEM, Role.ROOT)) {
            throw new CheckSkippedException("needs role system or root: others see their own tenant only");
        }
    }

    /** The tenants that are in use: all for the platform's own roles, else the caller's. */
    List<AuditedTenant> tenants() {
        return tenants.get();
    }

    /** The keys of their users. */
    KeyRing keys() {
        return keys.get();
    }

    private List<AuditedTenant> readTenants() {
        String own = self().flatMap(TokenClaims.Identity::company).orElse("");
        String name = self().flatMap(TokenClaims.Identity::companyName).orElse("");
        if (!isEnterprise() || !hasRole(Role.SYSTEM, Role.ROOT)) {
            return List.of(AuditedTenant.own(own, name, clearml(), this::colleagues));
        }
        return clearml().system().getCompanies(CompanyQuery.builder().build()).stream()
                .filter(company -> company.active().orElse(true))
                .map(company -> tenancy(company, own))
                .toList();
    }

    private AuditedTenant tenancy(Company company, String own) {
        String name = company.name().orElse("");
        return company.id().equals(own)
                ? AuditedTenant.own(own, name, clearml(), this::colleagues)
                : AuditedTenant.other(company.id(), name, clearml(), () -> members(company.id()));
    }

    private List<Person> colleagues() {
        UserQuery.Builder query = UserQuery.builder();
        if (isEnterprise()) {
            query.includeAuth(true);
        }
        return clearml().users().getAll(query.build()).stream()
                .map(user -> new Person(user.id(), user.name().orElse(user.id()), user.role()))
                .toList();
    }

    private List<Person> members(String tenant) {
        return TenantMembers.of(clearml(), tenant).stream()
                .map(user -> new Person(user.id(), user.name().orElse(user.id()), user.role()))
                .toList();
    }
}
