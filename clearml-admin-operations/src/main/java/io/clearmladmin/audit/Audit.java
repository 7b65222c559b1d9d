package io.clearmladmin.audit;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.secrets.DefaultKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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

    private final AuditSettings settings;

    private Audit(AuditSettings settings) {
        this.settings = settings;
    }

    /** A builder of an audit by this client, which must not impersonate or act as anybody. */
    public static Builder builder(ClearMl clearml) {
        return new Builder(clearml);
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

        /** How long a key may go without use. Default 90 days. */
        public Builder unusedFor(Duration time) {
            unusedFor = Check.positive("unusedFor", time);
            return this;
        }

        /** How long a user may go without a login. Default 90 days. */
        public Builder inactiveFor(Duration time) {
            inactiveFor = Check.positive("inactiveFor", time);
            return this;
        }

        /** How long the API server's certificate must last at least. Default 30 days. */
        public Builder certificateFor(Duration time) {
            certificateFor = Check.positive("certificateFor", time);
            return this;
        }

        /** The clock by which ages are told. Default the system's. */
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
         * Makes these checks only.
         *
         * @throws IllegalArgumentException if there is no check of one of these names, with those that there are
         */
        public Builder only(Set<String> checks) {
            Set<String> unknown = new TreeSet<>(checks);
            unknown.removeAll(names());
            if (!unknown.isEmpty()) {
                throw new IllegalArgumentException("checks: there is no " + unknown + ", but " + names());
            }
            only = Set.copyOf(checks);
            return this;
        }

        /** The audit as told so far. Nothing is sent. */
        public Audit build() {
            return new Audit(
                    new AuditSettings(clearml, clock, unusedFor, inactiveFor, certificateFor, furtherKeys, only));
        }

        private static Set<String> names() {
            return Inspection.ALL.stream().map(Inspection::name).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
