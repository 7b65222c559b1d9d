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
 * Puts new keys in the place of old ones, so that nobody is locked out: a new key is made, kept by the receiver, proved by a
 * login and put to use, in this order; only then is the old key marked as replaced, and only when its grace time is over,
 * nobody uses it any more and the new key is still there, a later run revokes it.
 *
 * <pre>{@code
 * Rotation rotation = Rotation.builder(clearml, CredentialStore.files(Path.of("keys")))
 *         .olderThan(Duration.ofDays(90))
 *         .grace(Duration.ofDays(2))
 *         .build();
 * System.out.println(rotation.planTenant(companyId)); // what would be done; nothing is written
 * System.out.println(rotation.rotateTenant(companyId));
 * }</pre>
 *
 * <p>Run it again and again, from a cron job say: each run goes on where the last one stopped, whether that ended well,
 * failed or was killed. The keys' labels carry what it must know ({@code agent (replaced 2026-11-21T09:00:00Z)}), and
 * nothing is kept anywhere else. Of two runs over the same users at a time, one at least sees the other before it puts its
 * key to use; it takes the key back and reports the old one as failed.
 *
 * <p>What fails for one key, be it a call or whatever the receiver throws, is in the report, and ends nothing else. Only a
 * {@link VirtualMachineError} other than {@link StackOverflowError} ends a run: it is thrown on, with the report so far in a
 * suppressed {@link RotationEndedException}.
 *
 * <p>It takes role {@code system}, {@code root} or {@code admin}, and users that the caller may impersonate. Keys of users
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

    /** A builder; the client stays open. */
    public static Builder builder(ClearMl clearml, CredentialStore receiver) {
        return new Builder(clearml, receiver);
    }

    /** What {@link #rotateUser} would do. Nothing is written. */
    public RotationPlan planUser(String userId) {
        return run.plan(KeyOwners.ofUser(clearml, userId));
    }

    /** What {@link #rotateTenant} would do. Nothing is written. */
    public RotationPlan planTenant(String companyId) {
        return run.plan(KeyOwners.ofTenant(clearml, companyId));
    }

    /** Rotates the keys of one user, or goes on with it. What fails is in the report. */
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
     * Rotates the keys of all users of a tenant, service users too, or goes on with it. What fails for one user does not keep
     * the others from being rotated.
     *
     * @throws IllegalArgumentException if the server is an open-source one and its only tenant another
     */
    public RotationReport rotateTenant(String companyId) {
        return run.run(() -> KeyOwners.ofTenant(clearml, companyId));
    }

    /** The keys of one user. Nothing is written. */
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
    public KeyReport keysOfTenant(String companyId) {
        return KeyRun.read(clearml, settings.clock(), KeyOwners.ofTenant(clearml, companyId));
    }

    /**
     * The keys of all users of all tenants: those the caller may see, so that it is one tenant on an open-source server, and for
     * role {@code admin}. It takes a call for each user. Users and tenants that cannot be read are named in the report. Nothing
     * is written.
     */
    public KeyReport keysOfAllTenants() {
        return KeyRun.read(clearml, settings.clock(), KeyOwners.ofAllTenants(clearml));
    }

    /** Which keys are rotated, and how. */
    record Settings(
            CredentialStore receiver,
            Duration grace,
            Optional<Duration> life,
            Optional<Duration> olderThan,
            Optional<Duration> unusedFor,
            boolean evenIfUsed,
            Clock clock,
            Consumer<RotatedKey> progress) {

        Optional<String> reasonToKeep(CredentialInfo key) {
            if (olderThan.isPresent()) {
                if (key.created().isEmpty()) {
                    return Optional.of("the server does not tell its age");
                }
                if (key.created().get().isAfter(clock.instant().minus(olderThan.get()))) {
                    return Optional.of("it was made at " + key.created().get());
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
                    .map(made -> "it was made at " + made)
                    .orElse("every key is");
        }
    }

    /** Says which keys are rotated, and how. */
    public static final class Builder {

        private final ClearMl clearml;
        private final CredentialStore receiver;
        private Duration grace = Duration.ofDays(1);
        private Optional<Duration> life = Optional.empty();
        private Optional<Duration> olderThan = Optional.empty();
        private Optional<Duration> unusedFor = Optional.empty();
        private boolean evenIfUsed;
        private Clock clock = Clock.systemUTC();
        private Consumer<RotatedKey> progress = key -> {};

        private Builder(ClearMl clearml, CredentialStore receiver) {
            this.clearml = Objects.requireNonNull(clearml, "clearml");
            this.receiver = Objects.requireNonNull(receiver, "receiver");
        }

        /**
         * How long an old key works on beside the new one, so that all who use it can change over: a day by default. Zero
         * revokes it as soon as the new one is proved; then a run that was cut off is told from a new one by {@link
         * #olderThan} alone.
         */
        public Builder grace(Duration time) {
            if (time.isNegative()) {
                throw new IllegalArgumentException("grace: must not be negative, is " + time);
            }
            this.grace = time;
            return this;
        }

        /**
         * How long new keys last, a year at most; by default as the server has it. Enterprise: on an open-source server, whose keys
         * never end, no key is replaced, and plans and reports say why. A new key that comes without an end all the same is
         * revoked, and the old one works on.
         */
        public Builder life(Duration time) {
            this.life = Optional.of(Check.tokenLife("life", time));
            return this;
        }

        /** Only keys made longer ago than this. Enterprise: open-source servers do not tell, and such keys are kept. */
        public Builder olderThan(Duration time) {
            this.olderThan = Optional.of(time);
            return this;
        }

        /**
         * Only keys that were not used for so long, those never used counted from when they were made. Open-source servers do not
         * tell that, and there, keys that were never used are kept.
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

        /** The clock by which keys are old and grace times end; the system's by default. It should agree with the server's. */
        public Builder clock(Clock value) {
            this.clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /**
         * Notified of each key when it is done with, from the calling thread. What it throws, an {@link Error} too, is logged; only a
         * {@link VirtualMachineError} other than {@link StackOverflowError} ends the run, with the report as suppressed.
         */
        public Builder progress(Consumer<RotatedKey> value) {
            this.progress = Objects.requireNonNull(value, "progress");
            return this;
        }

        /** The rotation. */
        public Rotation build() {
            return new Rotation(
                    clearml, new Settings(receiver, grace, life, olderThan, unusedFor, evenIfUsed, clock, progress));
        }
    }
}
