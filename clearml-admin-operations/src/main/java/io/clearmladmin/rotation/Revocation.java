package io.clearmladmin.rotation;

import io.clearmladmin.ClearMl;
import io.clearmladmin.credentials.CredentialStore;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.keys.KeyIssuer;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Revokes keys that have been unused for long, without replacing them.
 *
 * <pre>{@code
 * Revocation revocation = Revocation.builder(clearml, Duration.ofDays(180)).build();
 * System.out.println(revocation.planAllTenants()); // what would be done; writes nothing
 * System.out.println(revocation.revokeAllTenants());
 * }</pre>
 *
 * <p>A key that was never used counts from its creation; open-source servers do not report that, and there it is kept. Kept
 * in any case are the key that this client logs in with, keys of users of the server's own configuration, which the server
 * protects, and keys that a rotation or an onboarding is working on. Tokens obtained with a revoked key stay valid until
 * they expire.
 *
 * <p>It requires role {@code system}, {@code root} or {@code admin}, and users that the caller may impersonate. A failure for
 * one key is in the report, and the others go on; a {@link VirtualMachineError} is handled as {@link Rotation} does. Methods
 * block and may be run again; one object serves one thread.
 */
public final class Revocation {

    private final ClearMl clearml;
    private final KeyRun run;

    private Revocation(Builder options) {
        this.clearml = options.clearml;
        String ownKey = clearml.accessKey();
        CredentialStore store = options.store;
        Clock clock = options.clock;
        Duration unusedFor = options.unusedFor;
        this.run = new KeyRun(
                clearml,
                clock,
                options.progress,
                owner -> new UserRevocation(
                        owner,
                        new KeyIssuer(clearml, owner.tenantId(), owner.tenant(), owner.user(), store),
                        ownKey,
                        clock.instant().minus(unusedFor)));
    }

    /** A builder; the caller closes the client. Keys used within this time are kept. */
    public static Builder builder(ClearMl clearml, Duration unusedFor) {
        return new Builder(clearml, unusedFor);
    }

    /** What {@link #revokeUser} would do. Writes nothing. */
    public RotationPlan planUser(String userId) {
        return run.plan(KeyOwners.ofUser(clearml, userId));
    }

    /** What {@link #revokeTenant} would do. Writes nothing. */
    public RotationPlan planTenant(String tenantId) {
        return run.plan(KeyOwners.ofTenant(clearml, tenantId));
    }

    /** What {@link #revokeAllTenants} would do. Writes nothing. */
    public RotationPlan planAllTenants() {
        return run.plan(KeyOwners.ofAllTenants(clearml));
    }

    /** Revokes the unused keys of one user. */
    public RotationReport revokeUser(String userId) {
        return run.run(() -> KeyOwners.ofUser(clearml, userId));
    }

    /**
     * Revokes the unused keys of all users of a tenant, service users too.
     *
     * @throws IllegalArgumentException if the server is an open-source one and its only tenant another
     */
    public RotationReport revokeTenant(String tenantId) {
        return run.run(() -> KeyOwners.ofTenant(clearml, tenantId));
    }

    /**
     * Revokes the unused keys of all users of all tenants that the caller may see: on an open-source server, and for role
     * {@code admin}, of the caller's own.
     */
    public RotationReport revokeAllTenants() {
        return run.run(() -> KeyOwners.ofAllTenants(clearml));
    }

    /** Selects the keys to revoke. */
    public static final class Builder {

        private final ClearMl clearml;
        private final Duration unusedFor;
        private CredentialStore store = key -> {};
        private Clock clock = Clock.systemUTC();
        private Consumer<RotatedKey> progress = key -> {};

        private Builder(ClearMl clearml, Duration unusedFor) {
            this.clearml = Objects.requireNonNull(clearml, "clearml");
            this.unusedFor = Check.positive("unusedFor", unusedFor);
        }

        /** The store that may have the keys: it is notified of each revoked key, to delete it. None by default. */
        public Builder store(CredentialStore value) {
            this.store = Objects.requireNonNull(value, "store");
            return this;
        }

        /** The clock for the unused time; the system's by default. It should agree with the server's. */
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

        /** Builds the revocation. */
        public Revocation build() {
            return new Revocation(this);
        }
    }
}
