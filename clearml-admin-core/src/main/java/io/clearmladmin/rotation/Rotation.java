package io.clearmladmin.rotation;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.credentials.SecretReceiver;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.internal.ClientView;
import io.clearmladmin.internal.TenantPeople;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.rotation.RotatedKey.Outcome;
import io.clearmladmin.tenants.TenantUser;
import io.clearmladmin.users.ServiceUser;
import io.clearmladmin.users.User;
import io.clearmladmin.users.UserQuery;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Puts new keys in the place of old ones, so that nobody is locked out: a new key is made, kept by the receiver and proved
 * by a login, in this order; only then is the old key marked as replaced, and only when its grace time is over, nobody
 * uses it any more and the new key is still there, a later run revokes it.
 *
 * <pre>{@code
 * Rotation rotation = Rotation.builder(clearml, SecretReceiver.files(Path.of("keys")))
 *         .olderThan(Duration.ofDays(90))
 *         .grace(Duration.ofDays(2))
 *         .build();
 * System.out.println(rotation.rotateTenant(companyId));
 * }</pre>
 *
 * <p>Run it again and again, from a cron job say: each run goes on where the last one stopped, whether that ended well,
 * failed or was killed. The keys' labels carry what it must know ({@code agent (replaced 2026-11-21T09:00:00Z)}), and
 * nothing is kept anywhere else. Two runs over the same users at a time are not safe.
 *
 * <p>It takes role {@code system}, {@code root} or {@code admin}, and users that the caller may impersonate. Keys of users
 * of the server's own configuration cannot be rotated by calls, and are reported as failed. Methods block; one object
 * serves one thread.
 */
public final class Rotation {

    private final ClearMl clearml;
    private final Builder options;
    private final String ownKey;

    private Rotation(ClearMl clearml, Builder options) {
        this.clearml = clearml;
        this.options = options;
        this.ownKey = ClientView.accessKey(clearml);
    }

    /** A builder; the client stays open. */
    public static Builder builder(ClearMl clearml, SecretReceiver receiver) {
        return new Builder(clearml, receiver);
    }

    /** Rotates the keys of one user, or goes on with it. What fails is in the report. */
    public RotationReport rotateUser(String userId) {
        List<RotatedKey> done = new ArrayList<>();
        Check.text("userId", userId);
        rotate(() -> tenantOf(userId), userId, done);
        return new RotationReport(done);
    }

    /**
     * Rotates the keys of all users of a tenant, service users too, or goes on with it; on an open-source server, the
     * tenant is the only one there is. What fails for one user does not keep the others from being rotated.
     */
    public RotationReport rotateTenant(String companyId) {
        List<RotatedKey> done = new ArrayList<>();
        String tenant = nameOf(companyId);
        for (String user : users(companyId)) {
            rotate(() -> tenant, user, done);
        }
        return new RotationReport(done);
    }

    /** The keys of one user. Nothing is written. */
    public KeyReport keysOfUser(String userId) {
        return keys(Set.of(Check.text("userId", userId)));
    }

    /** The keys of all users of a tenant, service users too. Nothing is written. */
    public KeyReport keysOfTenant(String companyId) {
        return keys(users(companyId));
    }

    private KeyReport keys(Set<String> users) {
        List<KeyReport.Entry> keys = new ArrayList<>();
        for (String user : users) {
            clearml.impersonating(user)
                    .auth()
                    .getCredentials()
                    .credentials()
                    .forEach(key -> keys.add(new KeyReport.Entry(user, key)));
        }
        return new KeyReport(options.clock.instant(), keys);
    }

    private void rotate(Supplier<String> tenant, String user, List<RotatedKey> done) {
        Consumer<RotatedKey> report = key -> {
            done.add(key);
            options.progress.accept(key);
        };
        try {
            new UserRotation(clearml, tenant.get(), user, options, ownKey, report).run();
        } catch (ClearMlException failure) {
            report.accept(new RotatedKey(user, "", "", Outcome.FAILED, String.valueOf(failure.getMessage())));
        }
    }

    private boolean isEnterprise() {
        return clearml.capabilities().edition() == Edition.ENTERPRISE;
    }

    private String tenantOf(String user) {
        return clearml.users()
                .getById(user)
                .company()
                .map(company -> company.name().orElse(company.id()))
                .orElse("clearml");
    }

    private String nameOf(String company) {
        return isEnterprise() ? clearml.system().companyInfo(company).name().orElse(company) : company;
    }

    private Set<String> users(String company) {
        Check.text("companyId", company);
        Set<String> users = new LinkedHashSet<>();
        if (!isEnterprise()) {
            clearml.users().getAll(UserQuery.builder().build()).stream()
                    .map(User::id)
                    .forEach(users::add);
            return users;
        }
        List<TenantUser> people = TenantPeople.of(clearml, company);
        people.stream().map(TenantUser::id).forEach(users::add);
        people.stream()
                .filter(user -> user.role().filter(Role.ADMIN::equals).isPresent())
                .findFirst()
                .ifPresent(admin -> clearml.actingAs(admin.id()).users().getServiceUsers().users().stream()
                        .map(ServiceUser::id)
                        .forEach(users::add));
        return users;
    }

    /** Says which keys are rotated, and how. */
    public static final class Builder {

        private final ClearMl clearml;
        final SecretReceiver receiver;
        Duration grace = Duration.ofDays(1);
        Optional<Duration> life = Optional.empty();
        Optional<Duration> olderThan = Optional.empty();
        Optional<Duration> unusedFor = Optional.empty();
        boolean evenIfUsed;
        Clock clock = Clock.systemUTC();
        Consumer<RotatedKey> progress = key -> {};

        private Builder(ClearMl clearml, SecretReceiver receiver) {
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

        /** How long new keys last, a year at most; by default as the server has it. Enterprise. */
        public Builder life(Duration time) {
            this.life = Optional.of(Check.tokenLife("life", time));
            return this;
        }

        /** Only keys made longer ago than this. Enterprise: open-source servers do not tell, and such keys are kept. */
        public Builder olderThan(Duration time) {
            this.olderThan = Optional.of(time);
            return this;
        }

        /** Only keys that were not used for so long, or never. */
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

        /** Is told each key when it is done with, from the calling thread. */
        public Builder progress(Consumer<RotatedKey> value) {
            this.progress = Objects.requireNonNull(value, "progress");
            return this;
        }

        /** The rotation. */
        public Rotation build() {
            return new Rotation(clearml, copy());
        }

        private Builder copy() {
            Builder copy = new Builder(clearml, receiver);
            copy.grace = grace;
            copy.life = life;
            copy.olderThan = olderThan;
            copy.unusedFor = unusedFor;
            copy.evenIfUsed = evenIfUsed;
            copy.clock = clock;
            copy.progress = progress;
            return copy;
        }

        Optional<String> reasonToKeep(CredentialInfo key) {
            if (olderThan.isPresent()) {
                if (key.created().isEmpty()) {
                    return Optional.of("the server does not tell its age");
                }
                if (key.created().get().isAfter(clock.instant().minus(olderThan.get()))) {
                    return Optional.of("it was made at " + key.created().get());
                }
            }
            return unusedFor.flatMap(time ->
                    key.lastUsed().filter(clock.instant().minus(time)::isBefore).map(used -> "it was used at " + used));
        }
    }
}
