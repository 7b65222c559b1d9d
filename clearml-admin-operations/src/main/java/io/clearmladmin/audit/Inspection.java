package io.clearmladmin.audit;

import static io.clearmladmin.endpoint.Edition.ENTERPRISE;
import static io.clearmladmin.endpoint.Edition.OPEN_SOURCE;

import io.clearmladmin.endpoint.Edition;
import java.util.List;
import java.util.Set;

/**
 * A check: its name in the report, the edition that has what it checks, and its code.
 */
record Inspection(String name, Edition edition, Check check) {

    /** All checks, the most severe first. */
    static final List<Inspection> ALL = List.of(
            new Inspection("default-keys", OPEN_SOURCE, DefaultKeys::check),
            new Inspection("public-token-secret", OPEN_SOURCE, PublicTokenSecret::check),
            new Inspection("open-login", OPEN_SOURCE, OpenLogin::check),
            new Inspection("plain-http", OPEN_SOURCE, PlainHttp::check),
            new Inspection("certificate", OPEN_SOURCE, Certificate::check),
            new Inspection("health", OPEN_SOURCE, Health::check),
            new Inspection("endless-tokens", OPEN_SOURCE, EndlessTokens::check),
            new Inspection("unused-keys", OPEN_SOURCE, UnusedKeys::check),
            new Inspection("inactive-users", ENTERPRISE, InactiveUsers::check),
            new Inspection("tenant-admins", ENTERPRISE, TenantAdmins::check),
            new Inspection("tenant-collisions", ENTERPRISE, TenantCollisions::check),
            new Inspection("idle-features", ENTERPRISE, IdleFeatures::check),
            new Inspection("custom-events", ENTERPRISE, CustomEventsFields::check));

    /** Those of these names. */
    static List<Inspection> named(Set<String> names) {
        return ALL.stream()
                .filter(inspection -> names.contains(inspection.name()))
                .toList();
    }

    /** The code of a check. It calls reading endpoints only. */
    interface Check {
        void run(AuditContext site, FindingCollector notes);
    }
}
