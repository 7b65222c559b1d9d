package io.clearmladmin.k8s;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.system.Company;
import io.clearmladmin.system.CompanyQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Views of a server, one for each tenant: given, or listed. Those that are listed are listed again now and then, and sooner
 * where something is not found in them. For many threads.
 */
final class TenantViews {

    /** How old a list is at least before it is read again. */
    static final Duration LEAST_AGE = Duration.ofSeconds(30);

    static final Duration MOST_AGE = Duration.ofMinutes(10);
    private static final Logger LOG = LoggerFactory.getLogger(TenantViews.class);

    private final @Nullable ClearMl root;
    private final Clock clock;
    private Map<String, View> views = Map.of();
    private @Nullable Instant listedAt;

    /**
     * A view of one tenant.
     *
     * @param id the tenant's id; not known of views that were given
     * @param name its name, where it is known
     */
    record View(String id, Optional<String> name, ClearMl clearml) {}

    private TenantViews(@Nullable ClearMl root, Clock clock) {
        this.root = root;
        this.clock = clock;
    }

    /** Those that are given. */
    static TenantViews of(List<ClearMl> tenants) {
        TenantViews given = new TenantViews(null, Clock.systemUTC());
        Map<String, View> all = new LinkedHashMap<>();
        for (ClearMl tenant : tenants) {
            all.put("view " + all.size(), new View("", Optional.empty(), tenant));
        }
        given.views = all;
        return given;
    }

    /** Those of the tenants that the server lists; of an open-source server, it alone. */
    static TenantViews listedBy(ClearMl root, Clock clock) {
        return new TenantViews(root, clock);
    }

    /** All of them. */
    synchronized List<View> all() {
        if (root != null && isOlderThan(MOST_AGE)) {
            list(root);
        }
        return List.copyOf(views.values());
    }

    /** Those of tenants that were made since the last list; it is read again, unless that was just now. */
    synchronized List<View> added() {
        if (root == null || !isOlderThan(LEAST_AGE)) {
            return List.of();
        }
        Map<String, View> before = views;
        list(root);
        return views.values().stream()
                .filter(view -> !before.containsKey(view.id()))
                .toList();
    }

    /** That of a tenant; empty if it is not known which. */
    Optional<View> of(String tenant) {
        return find(all(), tenant).or(() -> find(added(), tenant));
    }

    private static Optional<View> find(List<View> views, String tenant) {
        return views.stream().filter(view -> view.id().equals(tenant)).findFirst();
    }

    private boolean isOlderThan(Duration age) {
        return listedAt == null || !clock.instant().isBefore(listedAt.plus(age));
    }

    private void list(ClearMl from) {
        boolean isFirst = listedAt == null;
        try {
            views = read(from);
        } catch (RuntimeException failure) {
            if (isFirst) {
                throw failure;
            }
            LOG.warn("Tenants cannot be listed again, and those that are known serve on: {}", failure.getMessage());
        }
        listedAt = clock.instant();
    }

    private static Map<String, View> read(ClearMl from) {
        if (from.capabilities().edition() != Edition.ENTERPRISE) {
            return Map.of("", new View("", Optional.empty(), from));
        }
        Map<String, View> all = new LinkedHashMap<>();
        for (Company company : from.system().getCompanies(CompanyQuery.builder().build())) {
            if (company.active().orElse(true)) {
                all.put(company.id(), new View(company.id(), company.name(), from.inTenant(company.id())));
            }
        }
        return all;
    }
}
