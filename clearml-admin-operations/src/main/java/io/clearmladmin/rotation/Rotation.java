package io.clearmladmin.rotation;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.credentials.CredentialStore;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.internal.check.Check;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Replaces old keys with new ones without locking anybody out: a new key is created, stored, proved by a
 * login and put to use, in this order. Only then is the old key marked as replaced, and only when its grace time is over,
 * nobody uses it any more and the new key still exists, a later run revokes it.
 *
 * <pre>{@code
 * Rotation rotation = Rotation.builder(clearml, CredentialStore.files(Path.of("keys")))
 *         .olderThan(Duration.ofDays(90))
 *         .grace(Duration.ofDays(2))
 *         .build();
 * System.out.println(rotation.planTenant(tenantId)); // what would be done; writes nothing
 * System.out.println(rotation.rotateTenant(tenantId));
 * }</pre>
 *
 * <p>Run it regularly, such as from a cron job: each run continues where the last one stopped, whether that succeeded,
 * failed or was killed. The keys' labels record the state ({@code agent (replaced 2026-11-21T09:00:00Z)}), and
 * nothing is stored elsewhere. Of two concurrent runs over the same users, at least one sees the other before it puts its
 * key to use; it revokes that key and reports the old one as failed.
 *
 * <p>A failure for one key, of a call or of the store, is in the report, and the others go on. Only a
 * {@link VirtualMachineError} other than {@link StackOverflowError} ends a run: it is thrown on, with the report so far in a
 * suppressed {@link RotationEndedException}.
 *
 * <p>It requires role {@code system}, {@code root} or {@code admin}, and users that the caller may impersonate. Keys of users
 * of the server's own configuration cannot be rotated by calls, and are reported as failed. Methods block; one object
 * serves one thread.
 */
public final class Rotation {

    private final ClearMl clearml;
    private final Settings settings;
    private final KeyRun run;

    private Rotation(ClearMl clearml, Settings settings) {
        this.clearml = clearml;
        this.settings = settings;
        String ownKey = clearml.accessKey();
        this.run = new KeyRun(
                clearml,
                settings.clock(),
                settings.progress(),
                owner -> new UserRotation(clearml, owner, settings, ownKey));
    }

    /** A builder; the caller closes the client. */
    public static Builder builder(ClearMl clearml, CredentialStore store) {
        return new Builder(clearml, store);
    }

    /** What {@link #rotateUser} would do. Writes nothing. */
    public RotationPlan planUser(String userId) {
        return run.plan(KeyOwners.ofUser(clearml, userId));
    }

    /** What {@link #rotateTenant} would do. Writes nothing. */
    public RotationPlan planTenant(String tenantId) {
        return run.plan(KeyOwners.ofTenant(clearml, tenantId));
    }

    /** What {@link #rotateAllTenants} would do. Writes nothing. */
    public RotationPlan planAllTenants() {
        return run.plan(KeyOwners.ofAllTenants(clearml));
    }

    /** Rotates the keys of one user, or continues to. Failures are in the report. */
    public RotationReport rotateUser(String userId) {
        Check.text("userId", userId);
        return run.run(() -> {
            try {
                return KeyOwners.ofUser(clearml, userId);
            } catch (ClearMlException failure) {
                String reason = String.valueOf(failure.getMessage());
                return new KeyOwners(List.of(), List.of(new UnreadUser("", userId, reason)));
            }
        });
    }

    /**
     * Rotates the keys of all users of a tenant, service users too, or continues to. A failure for one user does not stop
     * the others.
     *
     * @throws IllegalArgumentException if the server is an open-source one and its only tenant another
     */
    public RotationReport rotateTenant(String tenantId) {
        return run.run(() -> KeyOwners.ofTenant(clearml, tenantId));
    }

    /**
     * Rotates the keys of all users of all tenants that the caller may see, or continues to: on an open-source server, and for
     * role {@code admin}, of the caller's own. Users and tenants that cannot be read are in the report as failed.
     */
    public RotationReport rotateAllTenants() {
        return run.run(() -> KeyOwners.ofAllTenants(clearml));
    }

    /** The keys of one user. Writes nothing. */
    public KeyReport keysOfUser(String userId) {
        List<KeyReport.Entry> keys = KeyRun.keysOf(clearml, Check.text("userId", userId)).stream()
                .map(key -> new KeyReport.Entry("", userId, key))
                .toList();
        return new KeyReport(settings.clock().instant(), keys, List.of());
    }

    /**
     * The keys of all users of a tenant, service users too. Users whose keys cannot be read are named in the report. Nothing is
     * written.
     *
     * @throws IllegalArgumentException if the server is an open-source one and its only tenant another
     */
    public KeyReport keysOfTenant(String tenantId) {
        return KeyRun.read(clearml, settings.clock(), KeyOwners.ofTenant(clearml, tenantId));
    }

    /**
     * The keys of all users of all tenants: those the caller may see, so that it is one tenant on an open-source server, and
     * for role {@code admin}. It makes a call for each user. Users and tenants that cannot be read are named in the report.
     * Nothing is written.
     */
    public KeyReport keysOfAllTenants() {
        return KeyRun.read(clearml, settings.clock(), KeyOwners.ofAllTenants(clearml));
    }

    /** Which keys are rotated, and how. */
    record Settings(
            CredentialStore store,
            Duration grace,
            Optional<Duration> lifetime,
            Optional<Duration> olderThan,
            Optional<Duration> unusedFor,
            boolean evenIfUsed,
            Clock clock,
            Consumer<RotatedKey> progress) {

        Optional<String> reasonToKeep(CredentialInfo key) {
            if (olderThan.isPresent()) {
                if (key.created().isEmpty()) {
                    return Optional.of("the server does not report its age");
                }
                if (key.created().get().isAfter(clock.instant().minus(olderThan.get()))) {
                    return Optional.of("it was created at " + key.created().get());
                }
            }
            return unusedFor.flatMap(
                    time -> Idle.of(key).reasonToKeep(clock.instant().minus(time)));
        }

        String reasonToReplace(CredentialInfo key) {
            if (unusedFor.isPresent()) {
                return Idle.of(key).toString();
            }
            return olderThan
                    .flatMap(time -> key.created())
                    .map(made -> "it was created at " + made)
                    .orElse("every key is");
        }
    }

    /** Selects the keys to rotate, and how. */
    public static final class Builder {

        private final ClearMl clearml;
        private final CredentialStore store;
        private Duration grace = Duration.ofDays(1);
        private Optional<Duration> lifetime = Optional.empty();
        private Optional<Duration> olderThan = Optional.empty();
        private Optional<Duration> unusedFor = Optional.empty();
        private boolean evenIfUsed;
        private Clock clock = Clock.systemUTC();
        private Consumer<RotatedKey> progress = key -> {};

        private Builder(ClearMl clearml, CredentialStore store) {
            this.clearml = Objects.requireNonNull(clearml, "clearml");
            this.store = Objects.requireNonNull(store, "store");
        }

        /**
         * How long an old key still works beside the new one, so that all its users can switch: a day by default. Zero
         * revokes it as soon as the new one is proved; then an interrupted run is distinguished from a new one only by {@link
         * #olderThan}.
         */
        public Builder grace(Duration time) {
            if (time.isNegative()) {
                throw new IllegalArgumentException("grace: must not be negative, got " + time);
            }
            this.grace = time;
            return this;
        }

        /**
         * The lifetime of new keys, at most a year; by default the server's. Enterprise: on an open-source server, whose
         * keys never expire, no key is replaced, and plans and reports say why. A new key without an expiry nevertheless
         * is revoked, and the old one still works.
         */
        public Builder lifetime(Duration time) {
            this.lifetime = Optional.of(Check.tokenLifetime("lifetime", time));
            return this;
        }

        /** Only keys created longer ago than this. Enterprise: open-source servers do not report it, and such keys are kept. */
        public Builder olderThan(Duration time) {
            this.olderThan = Optional.of(time);
            return this;
        }

        /**
         * Only keys unused for this time; those never used count from their creation. Open-source servers do
         * not report that, and there, keys that were never used are kept.
         */
        public Builder unusedFor(Duration time) {
            this.unusedFor = Optional.of(time);
            return this;
        }

        /** Revokes an old key after its grace time even if it was used since it was replaced. */
        public Builder evenIfUsed() {
            this.evenIfUsed = true;
            return this;
        }

        /** The clock for ages and grace times; the system's by default. It should agree with the server's. */
        public Builder clock(Clock value) {
            this.clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /**
         * Notified of each completed key, on the calling thread. What it throws, an {@link Error} too, is logged;
         * only a {@link VirtualMachineError} other than {@link StackOverflowError} ends the run, with the report as suppressed.
         */
        public Builder progress(Consumer<RotatedKey> value) {
            this.progress = Objects.requireNonNull(value, "progress");
            return this;
        }

        /** Builds the rotation. */
        public Rotation build() {
            return new Rotation(
                    clearml, new Settings(store, grace, lifetime, olderThan, unusedFor, evenIfUsed, clock, progress));
        }
    }
}
