package io.clearmladmin.audit;

import io.clearmladmin.ClearMl;
import io.clearmladmin.audit.AuditedTenant.Person;
import io.clearmladmin.auth.TokenClaims;
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
import org.jspecify.annotations.Nullable;

/** The server under audit. Reads only once what several checks need. */
final class AuditContext {

    private final AuditSettings settings;
    private final Instant started;
    private final Once<List<AuditedTenant>> tenants = new Once<>(this::readTenants);
    private final Once<KeyRing> keys = new Once<>(() -> KeyRing.read(this));
    private boolean isTried;
    private @Nullable TransportException away;

    AuditContext(AuditSettings settings) {
        this.settings = settings;
        this.started = settings.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** The client. If its first login got no reply, each check fails with that, and none waits for it again. */
    ClearMl clearml() {
        if (!isTried) {
            isTried = true;
            logIn();
        }
        if (away != null) {
            throw away;
        }
        return settings.clearml();
    }

    private void logIn() {
        try {
            settings.clearml().claims();
        } catch (TransportException gone) {
            away = gone;
        } catch (RuntimeException refused) {
            // Some checks need no login; the others fail with it again, and report it.
            return;
        }
    }

    Instant started() {
        return started;
    }

    /** A key last used before this time has been unused for too long. */
    Instant unusedSince() {
        return started.minus(settings.unusedFor());
    }

    /** A user last seen before this time has been inactive for too long. */
    Instant inactiveSince() {
        return started.minus(settings.inactiveFor());
    }

    Duration certificateFor() {
        return settings.certificateFor();
    }

    List<DefaultKey> furtherKeys() {
        return settings.furtherKeys();
    }

    String server() {
        return settings.clearml().apiUrl().toString();
    }

    URI address() {
        return settings.clearml().apiUrl();
    }

    boolean isEnterprise() {
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

    /** Skips the check for a role that sees only its own tenant. */
    void requirePlatform() {
        if (!hasRole(Role.SYSTEM, Role.ROOT)) {
            throw new CheckSkippedException("needs role system or root: others see only their own tenant");
        }
    }

    /** The active tenants: all for the platform's own roles, else the caller's. */
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
