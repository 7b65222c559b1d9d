package io.clearmladmin.audit;

import io.clearmladmin.errors.ForbiddenException;
import io.clearmladmin.errors.NoSuchEndpointException;
import io.clearmladmin.report.Severity;
import java.util.List;

/** What a check writes down: what it found, and what it could not look at. */
final class FindingCollector {

    private final String check;
    private final List<Finding> findings;
    private final List<SkippedCheck> skipped;
    private int parts;
    private int failed;

    FindingCollector(String check, List<Finding> findings, List<SkippedCheck> skipped) {
        this.check = check;
        this.findings = findings;
        this.skipped = skipped;
    }

    void find(Severity severity, String subject, String evidence, String remedy) {
        findings.add(new Finding(check, severity, subject, evidence, remedy));
    }

    void skip(String reason) {
        skipped.add(new SkippedCheck(check, reason));
    }

    /** Does the whole check; tells whether it, or a part of it, could be done. */
    boolean attempt(Runnable whole) {
        try {
            whole.run();
            return parts == 0 || failed < parts;
        } catch (RuntimeException failure) {
            skip(reason(failure));
            return false;
        }
    }

    /** Does a part of the check, which goes on without it. */
    void part(String name, Runnable part) {
        parts++;
        try {
            part.run();
        } catch (RuntimeException failure) {
            failed++;
            skip(name + ": " + reason(failure));
        }
    }

    /** Does the check for each tenant; what no tenant will give ends it, and so does that none could be looked at. */
    void each(List<AuditedTenant> tenants, TenantLook look) {
        int failures = 0;
        for (AuditedTenant tenant : tenants) {
            try {
                look.at(tenant);
            } catch (ForbiddenException | NoSuchEndpointException sameForAll) {
                throw sameForAll;
            } catch (RuntimeException failure) {
                failures++;
                skip(tenant + ": " + reason(failure));
            }
        }
        if (failures > 0 && failures == tenants.size()) {
            throw new CheckSkippedException("not one tenant could be looked at");
        }
    }

    /** What a check does with a tenant. */
    interface TenantLook {
        void at(AuditedTenant tenant);
    }

    static String reason(RuntimeException failure) {
        if (failure instanceof ForbiddenException forbidden) {
            return forbidden.endpoint() + " needs another role: "
                    + forbidden.error().message();
        }
        return String.valueOf(failure.getMessage());
    }
}
