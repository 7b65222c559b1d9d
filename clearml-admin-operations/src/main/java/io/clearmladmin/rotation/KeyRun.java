package io.clearmladmin.rotation;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.internal.keys.KeyIssuer;
import io.clearmladmin.internal.threads.Foreign;
import io.clearmladmin.rotation.KeyOwners.Owner;
import io.clearmladmin.rotation.RotatedKey.Outcome;
import io.clearmladmin.rotation.UserJob.Decision;
import io.clearmladmin.rotation.UserJob.Result;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one job over the keys of many users. A failure for one key or user is reported; the others go on. */
final class KeyRun {

    private static final Logger LOG = LoggerFactory.getLogger("io.clearmladmin");

    private final ClearMl clearml;
    private final Clock clock;
    private final Consumer<RotatedKey> progress;
    private final Function<Owner, UserJob> jobs;

    KeyRun(ClearMl clearml, Clock clock, Consumer<RotatedKey> progress, Function<Owner, UserJob> jobs) {
        this.clearml = clearml;
        this.clock = clock;
        this.progress = progress;
        this.jobs = jobs;
    }

    /** The keys as they are. */
    static KeyReport read(ClearMl clearml, Clock clock, KeyOwners owners) {
        List<KeyReport.Entry> keys = new ArrayList<>();
        List<UnreadUser> unread = new ArrayList<>(owners.unread());
        for (Owner owner : owners.owners()) {
            try {
                keysOf(clearml, owner.user())
                        .forEach(key -> keys.add(new KeyReport.Entry(owner.tenantId(), owner.user(), key)));
            } catch (ClearMlException failure) {
                unread.add(unread(owner, failure));
            }
        }
        return new KeyReport(clock.instant(), keys, unread);
    }

    static List<CredentialInfo> keysOf(ClearMl clearml, String user) {
        return clearml.impersonating(user).auth().getCredentials().credentials();
    }

    /** What would be done. */
    RotationPlan plan(KeyOwners owners) {
        List<PlannedKey> planned = new ArrayList<>();
        List<UnreadUser> unread = new ArrayList<>(owners.unread());
        for (Owner owner : owners.owners()) {
            try {
                jobs.apply(owner)
                        .decide(keysOf(clearml, owner.user()))
                        .forEach(decision -> planned.add(planned(owner, decision)));
            } catch (ClearMlException failure) {
                unread.add(unread(owner, failure));
            }
        }
        return new RotationPlan(clock.instant(), planned, unread);
    }

    /**
     * Runs the job.
     *
     * @throws VirtualMachineError if the JVM can no longer go on. The progress was notified of what was done until then; it
     *     is logged, and is in a suppressed {@link RotationEndedException}
     */
    RotationReport run(Supplier<KeyOwners> scope) {
        List<RotatedKey> done = new ArrayList<>();
        try {
            KeyOwners owners = scope.get();
            owners.unread().forEach(user -> report(done, failed(user)));
            owners.owners().forEach(owner -> run(owner, done));
        } catch (VirtualMachineError end) {
            RotationEndedException report = new RotationEndedException(new RotationReport(done));
            LOG.warn("A run over keys ended early", report);
            end.addSuppressed(report);
            throw end;
        }
        return new RotationReport(done);
    }

    private void run(Owner owner, List<RotatedKey> done) {
        UserJob job = jobs.apply(owner);
        List<Decision> decisions;
        try {
            decisions = job.decide(keysOf(clearml, owner.user()));
        } catch (Throwable failure) {
            report(done, failed(unread(owner, failure)));
            requireFit(failure);
            return;
        }
        for (Decision decision : decisions) {
            try {
                Result result = job.carryOut(decision);
                report(done, rotated(owner, decision, result));
            } catch (Throwable failure) {
                report(done, rotated(owner, decision, new Result(Outcome.FAILED, KeyIssuer.reason(failure))));
                requireFit(failure);
            }
        }
    }

    private void report(List<RotatedKey> done, RotatedKey key) {
        done.add(key);
        Foreign.notify(LOG, "the progress of a run over keys", () -> progress.accept(key));
    }

    private static void requireFit(Throwable failure) {
        if (Foreign.isFatal(failure)) {
            throw (VirtualMachineError) failure;
        }
    }

    private static RotatedKey rotated(Owner owner, Decision decision, Result result) {
        return new RotatedKey(
                owner.tenantId(),
                owner.user(),
                decision.key().accessKey(),
                decision.label().name(),
                result.outcome(),
                result.reason());
    }

    private static PlannedKey planned(Owner owner, Decision decision) {
        return new PlannedKey(
                owner.tenantId(),
                owner.user(),
                decision.key().accessKey(),
                decision.label().name(),
                decision.action(),
                decision.reason());
    }

    private static UnreadUser unread(Owner owner, Throwable failure) {
        return new UnreadUser(owner.tenantId(), owner.user(), KeyIssuer.reason(failure));
    }

    private static RotatedKey failed(UnreadUser user) {
        return new RotatedKey(user.tenant(), user.user(), "", "", Outcome.FAILED, user.reason());
    }
}
