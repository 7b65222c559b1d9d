package io.clearmladmin.onboarding;

import io.clearmladmin.ClearMl;
import io.clearmladmin.credentials.CredentialStore;
import io.clearmladmin.drain.Drain;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.threads.Foreign;
import io.clearmladmin.tenants.TenantResources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Provisions a tenant from a {@link TenantSpec} in two steps: {@link #plan} only reads, {@link #apply} writes.
 *
 * <pre>{@code
 * Onboarding onboarding = Onboarding.of(clearml);
 * OnboardingPlan plan = onboarding.plan(TenantSpec.read(Path.of("acme.yaml")));
 * System.out.println(plan);
 * onboarding.apply(plan, CredentialStore.files(Path.of("keys")));
 * }</pre>
 *
 * <p>Applying again changes nothing. After a failure, or after the process was killed at any point, applying again does
 * the rest: no second tenant, user or group is created, and a key whose secret may be lost is revoked and created anew. What a
 * specification does not name stays as it is; only {@link #prune} removes it.
 *
 * <p>On an Enterprise server it requires role {@code system} or {@code root}, and the right to all tenants. An open-source
 * server has one tenant: there, users and keys are created, and the plan marks everything else as unsupported.
 *
 * <p>Safe for use by many threads, each with a tenant of its own: one {@link #apply} at a time works on a name in one
 * process. What another process creates of the same name or in the same tenant is found right after the tenant and its admin
 * are created, and ends the run with an {@link OnboardingConflictException}. Methods block, and make a dozen calls or more.
 */
public final class Onboarding {

    private static final Logger LOG = LoggerFactory.getLogger(Onboarding.class);

    private static final Duration WORK_MAY_RUN = Duration.ofMinutes(30);

    private final ClearMl clearml;

    private Onboarding(ClearMl clearml) {
        this.clearml = clearml;
    }

    /** Uses this client, which the caller closes. */
    public static Onboarding of(ClearMl clearml) {
        return new Onboarding(Objects.requireNonNull(clearml, "clearml"));
    }

    /** Reads the server and returns what is to be done. Writes nothing. */
    public OnboardingPlan plan(TenantSpec spec) {
        return new OnboardingPlan(spec, steps(todos(spec)));
    }

    private List<PlannedAction> todos(TenantSpec spec) {
        return Planner.of(spec, TenantStateReader.of(clearml, spec));
    }

    private static List<Step> steps(List<PlannedAction> todos) {
        return todos.stream().map(PlannedAction::step).toList();
    }

    /** The same as {@link #apply(OnboardingPlan, CredentialStore, Consumer)}, without reporting progress. */
    public OnboardingResult apply(OnboardingPlan plan, CredentialStore store) {
        return apply(plan, store, step -> {});
    }

    /**
     * Carries a plan out, after reading the server again. Each new key goes to the store, once, and nowhere else.
     *
     * @param progress is notified of each completed step, on the calling thread; not of one that did nothing.
     *     What it throws is logged; the run goes on
     * @throws OnboardingConflictException if the plan has conflicts, if there are some by now, or if another run of this
     *     process works on the name. Nothing was written.
     * @throws StalePlanException if the server changed since the plan was made; a part of the plan that was done
     *     meanwhile does not count. Nothing was written.
     * @throws OnboardingException if a step failed, with that step and what was done before it
     */
    public OnboardingResult apply(OnboardingPlan plan, CredentialStore store, Consumer<Step> progress) {
        TenantSpec spec = plan.spec();
        requireNone(plan.conflicts(), spec);
        TakenName taken = TakenName.take(clearml, spec);
        try {
            return applyAlone(plan, store, progress);
        } finally {
            taken.free();
        }
    }

    private OnboardingResult applyAlone(OnboardingPlan plan, CredentialStore store, Consumer<Step> progress) {
        TenantSpec spec = plan.spec();
        ExistingTenant found = TenantStateReader.of(clearml, spec);
        requireNone(found.conflicts(), spec);
        List<PlannedAction> todos = Planner.of(spec, found);
        requireFresh(plan, steps(todos));
        ApplyContext work = new ApplyContext(clearml, spec, store, found);
        List<Step> done = new ArrayList<>();
        for (PlannedAction todo : todos) {
            if (todo.step().isChange()) {
                carryOut(todo, work, done);
                done.add(todo.step());
                Foreign.notify(
                        LOG,
                        "The listener for the onboarding's progress",
                        () -> progress.accept(todo.step()),
                        error -> {});
            }
        }
        return new OnboardingResult(work.company(), work.adminId(), List.copyOf(done));
    }

    /**
     * Reads a tenant as the specification that describes it, so that {@link #plan} of it has no changes: to keep an existing
     * tenant in a file from now on, or to provision one like it elsewhere. Writes nothing; makes a call for each user.
     * Enterprise; roles system, root.
     *
     * @return the specification, with what it could not say; secrets are not among it, since the server returns none
     * @throws ExportException if the tenant is deleted, has no admin with an e-mail, or the server does not return its users
     */
    public TenantExport export(String tenantId) {
        return TenantExporter.of(clearml, Check.text("tenantId", tenantId), null);
    }

    /**
     * Compares a tenant with its specification in both directions: what {@link #apply} would do, and what the tenant has beyond
     * it. Writes nothing; makes a call for each user. What is beyond a tenant that does not exist, or whose plan has
     * conflicts, is nothing. Enterprise; roles system, root.
     *
     * @throws ExportException if the tenant has no admin with an e-mail, or the server does not return its users
     */
    public Drift drift(TenantSpec spec) {
        ExistingTenant found = TenantStateReader.of(clearml, spec);
        OnboardingPlan plan = new OnboardingPlan(spec, steps(Planner.of(spec, found)));
        String company = found.company();
        if (company == null
                || !found.conflicts().isEmpty()
                || !found.users().containsKey(spec.admin().email())) {
            return new Drift(plan, List.of(), List.of());
        }
        TenantExport export = TenantExporter.of(clearml, company, spec.admin().email());
        List<String> beyond =
                Excess.of(spec, export.spec()).stream().map(Extra::text).toList();
        return new Drift(plan, beyond, export.left());
    }

    /**
     * Plans the removal of what a tenant has {@linkplain #drift beyond} its specification, for who wants exactly the file: each
     * with what it takes along, in the order in which sign-in is closed first. It never removes the caller's own user and
     * keys, the last admin, and users of the server's own configuration; an access rule cannot be removed, since ClearML does not
     * document how. Such steps say why. Writes nothing; makes a call for each user. Enterprise; roles system, root.
     *
     * @throws ExportException if the tenant has no admin with an e-mail, or the server does not return its users
     */
    public PrunePlan planPrune(TenantSpec spec) {
        return Pruner.of(clearml, spec).plan();
    }

    /**
     * Removes what a plan says, and nothing else, after reading the tenant again; then reads it once more. What the server refuses
     * to remove, or still has afterwards, is in the result, and the rest is removed all the same. After a failure, a new plan has
     * the rest.
     *
     * @param progress is notified of each completed step, on the calling thread. What it throws is logged; the run goes on
     * @throws OnboardingConflictException if the plan has conflicts, if there are some by now, or if another run of this
     *     process works on the name. Nothing was removed.
     * @throws StalePlanException if there is more to remove by now than the plan says, or it takes more along. Nothing was
     *     removed.
     * @throws OnboardingException if a step failed without a refusal of the server, with that step and what was done before it
     */
    public PruneResult prune(PrunePlan plan, Consumer<Step> progress) {
        TenantSpec spec = plan.spec();
        requireNone(plan.conflicts(), spec);
        TakenName taken = TakenName.take(clearml, spec);
        try {
            Pruner now = Pruner.of(clearml, spec);
            requireNone(now.plan().conflicts(), spec);
            List<Step> unplanned = now.plan().removals().stream()
                    .filter(step -> !plan.steps().contains(step))
                    .toList();
            if (!unplanned.isEmpty()) {
                throw new StalePlanException(
                        spec, "there is more to remove by now; make a new one. It would have:", unplanned);
            }
            return now.prune(progress);
        } finally {
            taken.free();
        }
    }

    /**
     * The same as {@link #planOffboarding(String, Drain)}, with these limits: what runs may go on for 30 minutes and is not
     * stopped, so that a tenant in which work goes on is not deleted; what waits stays in its queue.
     */
    public OffboardingPlan planOffboarding(String tenantId) {
        return planOffboarding(
                tenantId, Drain.builder(clearml).letRun(WORK_MAY_RUN).build());
    }

    /**
     * Plans the deprovisioning of a tenant. Writes nothing. Enterprise; roles system, root.
     *
     * @param drain says how what waits and runs in it comes to an end; for the same server
     */
    public OffboardingPlan planOffboarding(String tenantId, Drain drain) {
        return new Offboarding(clearml, drain).plan(Check.text("tenantId", tenantId));
    }

    /**
     * Deprovisions a tenant as planned: softly, with {@code tenants.delete_tenant} (server 3.30 or newer). If something waits or
     * runs in it, that is drained first by the limits of the plan, which can take as long as these say. Its domains and the
     * e-mails of its whitelist that have not joined are freed before it is deleted, so that the customer may return.
     *
     * @param name the tenant's name again, so that nobody deletes the wrong one
     * @param force whether to delete it even while something runs in it; nothing is drained then
     * @return its resources
     * @throws OffboardingException if the name is another, something still runs in it, it is deleted already, or the server cannot
     *     delete it; nothing was deleted, and the message says whether domains and e-mails were freed, and queues are held
     */
    public TenantResources offboard(OffboardingPlan plan, String name, boolean force) {
        return new Offboarding(clearml, Drain.builder(clearml).build()).apply(plan, name, force);
    }

    /** The same without force, with the drain that the plan was made with, for its progress. */
    public TenantResources offboard(OffboardingPlan plan, String name, Drain drain) {
        return new Offboarding(clearml, drain).apply(plan, name, false);
    }

    private static void carryOut(PlannedAction todo, ApplyContext work, List<Step> done) {
        try {
            todo.action().accept(work);
        } catch (RuntimeException failure) {
            throw new OnboardingException(work.spec, todo.step(), done, failure);
        }
    }

    private static void requireNone(List<Step> conflicts, TenantSpec spec) {
        if (!conflicts.isEmpty()) {
            throw new OnboardingConflictException(spec, conflicts);
        }
    }

    private static void requireFresh(OnboardingPlan plan, List<Step> now) {
        List<Step> unplanned =
                now.stream().filter(step -> !isPlanned(step, plan)).toList();
        if (!unplanned.isEmpty()) {
            throw new StalePlanException(
                    plan.spec(), "the server has changed since it was made; make a new one. It would have:", unplanned);
        }
    }

    private static boolean isPlanned(Step step, OnboardingPlan plan) {
        if (!step.isChange() || plan.steps().contains(step)) {
            return true;
        }
        // A tenant that the plan creates, and that an earlier run has begun, is in the state of new tenants of this
        // server.
        return plan.createsTenant() && step.action() == Step.Action.CHANGE;
    }
}
