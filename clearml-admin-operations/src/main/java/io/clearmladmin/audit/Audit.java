package io.clearmladmin.audit;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.secrets.DefaultKey;
import io.clearmladmin.report.Findings;
import io.clearmladmin.report.Report;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Checks a server for what is unsafe, broken or forgotten: public default keys, forgeable tokens, open logins, keys and
 * users that nobody uses, tenants that collide.
 *
 * <pre>{@code
 * Report report = Audit.builder(clearml).build().run();
 * }</pre>
 *
 * <p>It only reads: {@code auth.get_credentials}, {@code server.config}, {@code users.get_all}, {@code tenants.get_tenants}
 * and the like, some of them as other users. Public keys are tried by one login each, which the server may log, and a
 * token of a minute is created. Any role may run it; role system sees most. The report lists what the role may not see and
 * what the server does not have.
 */
public final class Audit {

    private final AuditSettings settings;

    private Audit(AuditSettings settings) {
        this.settings = settings;
    }

    /** A builder of an audit by this client, which must not impersonate or act as another user. */
    public static Builder builder(ClearMl clearml) {
        return new Builder(clearml);
    }

    /**
     * Runs the checks, one after the other, on the calling thread: some calls for each tenant, and one for each user up
     * to 1,000. Each call is bounded by the client's deadlines. May be called again, also by several threads.
     *
     * @return the report; a check that fails is in it with the reason, and the others run
     */
    public Report run() {
        AuditContext site = new AuditContext(settings);
        Findings findings = new Findings();
        for (Inspection inspection : Inspection.named(settings.only())) {
            FindingCollector notes = new FindingCollector(inspection.name(), findings);
            AtomicBoolean isApplicable = new AtomicBoolean(true);
            boolean isMade = notes.attempt(() -> {
                if (inspection.edition() == Edition.ENTERPRISE && !site.isEnterprise()) {
                    isApplicable.set(false);
                } else {
                    inspection.check().run(site, notes);
                }
            });
            if (!isApplicable.get()) {
                findings.inapplicable(inspection.name());
            } else if (isMade) {
                findings.ran(inspection.name());
            }
        }
        return findings.report("Audit of " + site.server(), site.started());
    }

    /** Builds an {@link Audit}. Not for use by several threads. */
    public static final class Builder {

        private final ClearMl clearml;
        private Clock clock = Clock.systemUTC();
        private Duration unusedFor = Duration.ofDays(90);
        private Duration inactiveFor = Duration.ofDays(90);
        private Duration certificateFor = Duration.ofDays(30);
        private final List<DefaultKey> furtherKeys = new ArrayList<>();
        private Set<String> only = names();

        private Builder(ClearMl clearml) {
            this.clearml = Objects.requireNonNull(clearml, "clearml");
        }

        /** How long a key may be unused. Default 90 days. */
        public Builder unusedFor(Duration time) {
            unusedFor = Check.positive("unusedFor", time);
            return this;
        }

        /** How long a user may be inactive. Default 90 days. */
        public Builder inactiveFor(Duration time) {
            inactiveFor = Check.positive("inactiveFor", time);
            return this;
        }

        /** How long the API server's certificate must at least be valid. Default 30 days. */
        public Builder certificateFor(Duration time) {
            certificateFor = Check.positive("certificateFor", time);
            return this;
        }

        /** The clock for ages. Default the system's. */
        public Builder clock(Clock value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /** Adds a key that must not work, such as the one of your own installation scripts; it is tried by one login. */
        public Builder defaultKey(String accessKey, Secret secretKey) {
            Check.text("accessKey", accessKey);
            Check.text(
                    "secretKey", Objects.requireNonNull(secretKey, "secretKey").reveal());
            furtherKeys.add(DefaultKey.further(accessKey, secretKey));
            return this;
        }

        /**
         * Runs only these checks.
         *
         * @throws IllegalArgumentException if a name is not that of a check; the message lists the names
         */
        public Builder only(Set<String> checks) {
            Set<String> unknown = new TreeSet<>(checks);
            unknown.removeAll(names());
            if (!unknown.isEmpty()) {
                throw new IllegalArgumentException(
                        "checks: no such check: " + unknown + "; the checks are: " + names());
            }
            only = Set.copyOf(checks);
            return this;
        }

        /** Builds the audit. Sends nothing. */
        public Audit build() {
            return new Audit(
                    new AuditSettings(clearml, clock, unusedFor, inactiveFor, certificateFor, furtherKeys, only));
        }

        private static Set<String> names() {
            return Inspection.ALL.stream().map(Inspection::name).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
