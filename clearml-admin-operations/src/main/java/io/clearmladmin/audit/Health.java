package io.clearmladmin.audit;

import io.clearmladmin.internal.health.HealthPart;
import io.clearmladmin.report.Severity;

/** Finds what the server itself reports as wrong. */
final class Health {

    private Health() {}

    static void check(AuditContext site, FindingCollector notes) {
        for (HealthPart part : HealthPart.values()) {
            if (!part.isEnterpriseOnly() || site.isEnterprise()) {
                notes.part(part.title(), () -> part.problems(site.clearml()).forEach(problem -> find(notes, problem)));
            }
        }
    }

    private static void find(FindingCollector notes, HealthPart.Problem problem) {
        notes.find(Severity.HIGH, problem.subject(), problem.evidence(), HealthPart.REMEDY);
    }
}
