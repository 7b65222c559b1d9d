package io.clearmladmin.audit;

import io.clearmladmin.ClearMl;
import io.clearmladmin.permissions.UserGroup;
import io.clearmladmin.report.Severity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds features that a tenant has on and none of its groups may use. */
final class IdleFeatures {

    private static final String FEATURES = "features";

    private IdleFeatures() {}

    static void check(AuditContext site, FindingCollector notes) {
        site.requirePlatform();
        List<AuditedTenant> unreported = new ArrayList<>();
        notes.each(
                site.tenants(),
                tenant -> tenant.view().ifPresent(view -> {
                    Set<String> idle = features(site, tenant);
                    if (!idle.isEmpty() && !removeUsable(idle, view)) {
                        unreported.add(tenant);
                    } else if (!idle.isEmpty()) {
                        notes.find(
                                Severity.LOW,
                                tenant.toString(),
                                "On, but in no group: " + Phrases.list(idle),
                                "Give them to a group, or turn them off (system.update_company_settings).");
                    }
                }));
        if (!unreported.isEmpty()) {
            notes.skip("the server does not report which features each group may use: " + Phrases.list(unreported));
        }
    }

    private static Set<String> features(AuditContext site, AuditedTenant tenant) {
        Map<String, Object> settings =
                site.clearml().system().companyInfo(tenant.id()).defaults();
        Set<String> features = new LinkedHashSet<>(Phrases.texts(settings.get(FEATURES)));
        Phrases.texts(settings.get("exclude_features")).forEach(features::remove);
        return features;
    }

    // A group without reported features may be able to use all of them.
    private static boolean removeUsable(Set<String> features, ClearMl view) {
        List<UserGroup> groups = view.permissions().getUserGroups(Optional.empty(), Optional.of(true));
        for (UserGroup group : groups) {
            Optional<Object> its = reported(group);
            if (its.isEmpty()) {
                return false;
            }
            Phrases.texts(its.get()).forEach(features::remove);
        }
        return !groups.isEmpty();
    }

    private static Optional<Object> reported(UserGroup group) {
        Optional<Object> permissions =
                group.permissions().map(value -> value instanceof Map<?, ?> map ? map.get(FEATURES) : null);
        return permissions.or(() -> Optional.ofNullable(group.additional().get(FEATURES)));
    }
}
