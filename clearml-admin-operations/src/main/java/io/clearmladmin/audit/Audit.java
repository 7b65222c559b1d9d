package io.clearmladmin.audit;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for what is unsafe, broken or forgotten on a server: public default keys, forgeable tokens, open logins, keys and
 * users that nobody uses, tenants that collide.
 *
 * <pre>{@code
 * AuditReport report = Audit.builder(clearml).build().run();
 * }</pre>
 *
 * <p>It only reads: {@code auth.get_credentials}, {@code server.config}, {@code users.get_all}, {@code tenants.get_tenants}
 * and the like, some of them as other users. Public keys are tried by one login each, which the server may log, and a
 * token of a minute is made. Any role may run it; role system sees most. What the role may not see, or the server does
 * not have, is told in the report.
 */
public final class Audit {

    private final AuditBuilder settings;

    Audit(AuditBuilder settings) {
        this.settings = settings;
    }

    /** A builder of an audit by this client, which must not impersonate or act as anybody. */
    public static AuditBuilder builder(ClearMl clearml) {
        return new AuditBuilder(clearml);
    }

    /**
     * Makes the checks, one after the other, on the calling thread: some calls for each tenant, and one for each user up
     * to 1,000. Each call is bounded by the client's deadlines. May be called again, also by several threads.
     *
     * @return the report; a check that fails is in it with the reason, and the others are made
     */
    public AuditReport run() {
        AuditContext site = new AuditContext(settings);
        List<Finding> findings = new ArrayList<>();
        List<SkippedCheck> skipped = new ArrayList<>();
        List<String> made = new ArrayList<>();
        List<String> inapplicable = new ArrayList<>();
        for (Inspection inspection : settings.inspections()) {
            FindingCollector notes = new FindingCollector(inspection.name(), findings, skipped);
            boolean isMade = notes.attempt(() -> {
                if (inspection.edition() == Edition.ENTERPRISE && !site.isEnterprise()) {
                    inapplicable.add(inspection.name());
                } else {
                    inspection.look().at(site, notes);
                }
            });
            if (isMade && !inapplicable.contains(inspection.name())) {
                made.add(inspection.name());
            }
        }
        return new AuditReport(site.server(), site.started(), findings, skipped, made, inapplicable);
    }
}
