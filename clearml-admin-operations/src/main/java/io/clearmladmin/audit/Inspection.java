package io.clearmladmin.audit;

import static io.clearmladmin.endpoint.Edition.ENTERPRISE;
import static io.clearmladmin.endpoint.Edition.OPEN_SOURCE;

import io.clearmladmin.endpoint.Edition;
import java.util.List;

/**
 * A check: its name in the report, the edition that has what it looks at, and what it does.
 */
record Inspection(String name, Edition edition, Look look) {

    /** All checks, the gravest first. */
    static final List<Inspection> ALL = List.of(
            new Inspection("default-keys", OPEN_SOURCE, DefaultKeys::look),
            new Inspection("public-token-secret", OPEN_SOURCE, PublicTokenSecret::look),
            new Inspection("open-login", OPEN_SOURCE, OpenLogin::look),
            new Inspection("plain-http", OPEN_SOURCE, PlainHttp::look),
            new Inspection("certificate", OPEN_SOURCE, Certificate::look),
            new Inspection("health", OPEN_SOURCE, Health::look),
            new Inspection("endless-tokens", OPEN_SOURCE, EndlessTokens::look),
            new Inspection("unused-keys", OPEN_SOURCE, UnusedKeys::look),
            new Inspection("inactive-users", ENTERPRISE, InactiveUsers::look),
            new Inspection("tenant-admins", ENTERPRISE, TenantAdmins::look),
            new Inspection("tenant-collisions", ENTERPRISE, TenantCollisions::look),
            new Inspection("idle-features", ENTERPRISE, IdleFeatures::look),
            new Inspection("custom-events", ENTERPRISE, CustomEventsFields::look));

    /** What a check does. It calls reading endpoints only. */
    interface Look {
        void at(AuditContext site, FindingCollector notes);
    }
}
