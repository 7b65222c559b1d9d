package io.clearmladmin.audit;

import io.clearmladmin.errors.ForbiddenException;
import io.clearmladmin.errors.NoSuchEndpointException;
import io.clearmladmin.internal.health.HealthPart;
import io.clearmladmin.report.Finding;
import io.clearmladmin.report.Findings;
import io.clearmladmin.report.Severity;
import io.clearmladmin.report.SkippedCheck;
import java.util.List;

/** Collects the findings of a check, and what it could not check. */
final class FindingCollector {

    private final String check;
    private final Findings findings;
    private int parts;
    private int failed;

    FindingCollector(String check, Findings findings) {
        this.check = check;
        this.findings = findings;
    }

    void find(Severity severity, String what, String evidence, String remedy) {
        findings.add(new Finding(check, severity, what, evidence, remedy, ""));
    }

    void skip(String reason) {
        findings.add(new SkippedCheck(check, reason, ""));
    }

    /** Runs the whole check; returns whether it, or a part of it, could run. */
    boolean attempt(Runnable whole) {
        try {
            whole.run();
            return parts == 0 || failed < parts;
        } catch (RuntimeException failure) {
            skip(reason(failure));
            return false;
        }
    }

    /** Runs a part of the check; if it fails, the other parts still run. */
    void part(String name, Runnable part) {
        parts++;
        try {
            part.run();
        } catch (RuntimeException failure) {
            failed++;
            skip(name + ": " + reason(failure));
        }
    }

    /** Runs the check for each tenant; skips it if no tenant could be checked. */
    void each(List<AuditedTenant> tenants, TenantCheck check) {
        int failures = 0;
        for (AuditedTenant tenant : tenants) {
            try {
                check.run(tenant);
            } catch (ForbiddenException | NoSuchEndpointException sameForAll) {
                throw sameForAll;
            } catch (RuntimeException failure) {
                failures++;
                skip(tenant + ": " + reason(failure));
            }
        }
        if (failures > 0 && failures == tenants.size()) {
            throw new CheckSkippedException("no tenant could be checked");
        }
    }

    /** Checks one tenant. */
    interface TenantCheck {
        void run(AuditedTenant tenant);
    }

    static String reason(RuntimeException failure) {
        return HealthPart.whyUnread(failure);
    }
}
