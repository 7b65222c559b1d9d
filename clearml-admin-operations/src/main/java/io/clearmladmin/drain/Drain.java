package io.clearmladmin.drain;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.TokenClaims;
import io.clearmladmin.drain.DrainPlan.Waiting;
import io.clearmladmin.drain.DrainScope.Kind;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.keys.TenantMembers;
import io.clearmladmin.queues.Queue;
import io.clearmladmin.queues.QueueQuery;
import io.clearmladmin.tenants.TenantUser;
import io.clearmladmin.waiting.Waiter;
import io.clearmladmin.workers.WorkerQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Brings the work of a worker, a queue, a project, a user or a tenant to an end: keeps new work from starting, lets what runs go on
 * for a while, stops it if asked to, moves what waits to another queue if asked to, and waits until nothing is left.
 *
 * <pre>{@code
 * Drain drain = Drain.builder(clearml).letRun(Duration.ofHours(2)).thenStop().build();
 * DrainPlan plan = drain.plan(DrainScope.queue(queueId));
 * System.out.println(plan);
 * DrainReport report = drain.apply(plan);
 * drain.undo(DrainScope.queue(queueId)); // when the maintenance is over
 * }</pre>
 *
 * <p>What keeps new work from starting: for a queue, the tag {@code force_workers:off}, and for a tenant that of all its queues;
 * for a worker of an Enterprise server, its property {@code force}. The plan says where no call does it: one worker of an
 * open-source server, a project, a user. There a drain goes on until nothing was left in two readings 10 s apart.
 *
 * <p>Applying again continues a run that failed or was killed: all it did is written on the server, in tags. No task is put in a
 * queue twice, and nothing that runs is thrown back: a task is moved only after its entry in the queue was removed, which fails if
 * an agent was faster. It uses neither {@code tasks.dequeue} nor {@code workers.unregister}. One drain of a scope should run at a
 * time.
 *
 * <p>Methods block. Any role may, where access rules do not forbid it; for another tenant it acts as one of its users, as {@code
 * system} or {@code root}. Immutable; safe for use by many threads.
 */
public final class Drain {

    /** How the reason begins that is written on tasks. */
    static final String REASON = "drained";

    private static final Duration LONGEST = Duration.ofDays(28);
    private static final Duration VERIFYING = Duration.ofSeconds(60);
    private static final String K8S_QUEUE = "k8s_scheduler";
    private static final int MOVES_SINCE = 31;

    private final ClearMl clearml;
    private final Optional<Instant> until;
    private final Duration letRun;
    private final boolean isStopping;
    private final Duration stopTimeout;
    private final Waiting waiting;
    private final Optional<String> target;
    private final String reason;
    private final Clock clock;
    private final Waiter.Sleeper sleeper;
    private final Consumer<? super Waiter.Progress> progress;

    private Drain(Builder from) {
        this.clearml = from.clearml;
        this.until = from.until;
        this.letRun = from.letRun;
        this.isStopping = from.isStopping;
        this.stopTimeout = from.stopTimeout;
        this.waiting = from.waiting;
        this.target = from.target;
        this.reason = from.reason;
        this.clock = from.clock;
        this.sleeper = from.sleeper;
        this.progress = from.progress;
    }

    /** A builder; the caller closes the client. */
    public static Builder builder(ClearMl clearml) {
        return new Builder(clearml);
    }

    /**
     * What {@link #apply} would do. Writes nothing.
     *
     * @throws DrainException if the server lists no such worker, the tenant has no user to act as, or what waits cannot be moved
     *     as asked
     * @throws io.clearmladmin.errors.InvalidIdException if a queue or project is unknown
     */
    public DrainPlan plan(DrainScope scope) {
        ClearMl inside = inside(scope);
        requireKnown(inside, scope);
        Instant now = clock.instant();
        List<String> notes = new ArrayList<>();
        target.ifPresent(queue -> checkTarget(inside, scope, queue, notes));
        notes.addAll(notes(inside, scope));
        return new DrainPlan(
                scope,
                now,
                until.orElseGet(() -> now.plus(letRun)),
                isStopping,
                waiting,
                target,
                new Holds(inside, scope).read(),
                new ScopeTasks(inside, scope)
                        .active().stream().map(DrainTask::of).toList(),
                notes);
    }

    private void requireKnown(ClearMl inside, DrainScope scope) {
        if (scope.kind() == Kind.PROJECT) {
            inside.projects().getById(scope.id());
        } else if (scope.kind() == Kind.USER) {
            inside.users().getById(scope.id());
        } else if (scope.kind() == Kind.WORKER
                && new ScopeTasks(inside, scope).workers().isEmpty()) {
            throw new DrainException(
                    "the server lists no " + scope + "; workers.get_all has those that reported lately");
        }
    }

    private void checkTarget(ClearMl inside, DrainScope scope, String queue, List<String> notes) {
        if (scope.kind() == Kind.WORKER || scope.kind() == Kind.TENANT) {
            throw new DrainException("nothing can be moved away from a "
                    + scope.kind().name().toLowerCase(Locale.ROOT) + ": moving is for queues, projects and users");
        }
        if (scope.equals(DrainScope.queue(queue))) {
            throw new DrainException(
                    "what waits cannot be moved to queue " + queue + ", which is to be drained itself");
        }
        String version = inside.capabilities().apiVersion().orElse("");
        if (version.matches("2\\.\\d{1,6}") && Integer.parseInt(version.substring(2)) < MOVES_SINCE) {
            throw new DrainException(
                    "moving what waits needs API 2." + MOVES_SINCE + " (open-source server 1.17), this server has "
                            + version + ": it removes a task from its queue without saying so on the task");
        }
        inside.queues().getById(queue);
        boolean isHeard =
                inside
                        .queues()
                        .getAllEx(QueueQuery.builder()
                                .id(List.of(queue))
                                .searchHidden(true)
                                .build())
                        .stream()
                        .anyMatch(one -> !one.workers().isEmpty());
        if (!isHeard) {
            notes.add("no worker takes from queue " + queue + ", to which what waits is moved");
        }
    }

    private List<String> notes(ClearMl inside, DrainScope scope) {
        List<String> notes = new ArrayList<>();
        if (scope.kind() == Kind.QUEUE) {
            notes.add("nothing closes a queue: tasks can still be enqueued, and "
                    + (waiting == Waiting.KEEP ? "wait" : "are drained, too"));
        }
        if ((scope.kind() == Kind.PROJECT || scope.kind() == Kind.USER) && waiting == Waiting.KEEP) {
            notes.add("what waits starts in its turn, and is "
                    + (isStopping
                            ? "stopped after that time, too: to keep it from starting, move it or stop it"
                            : "waited for"));
        }
        if ((scope.kind() == Kind.QUEUE || scope.kind() == Kind.TENANT) && hasKubernetesAgent(inside, scope)) {
            notes.add("a Kubernetes agent is there (queue " + K8S_QUEUE
                    + "), which takes tasks all the same: scale it to 0."
                    + " Which queue its pending pods came from is not known");
        }
        if (scope.kind() == Kind.WORKER) {
            overriding(inside, scope)
                    .forEach(id -> notes.add("queue " + id + " has the tag " + Holds.ON
                            + ", which makes the worker take tasks all the same"));
        }
        return notes;
    }

    private static boolean hasKubernetesAgent(ClearMl inside, DrainScope scope) {
        QueueQuery query =
                QueueQuery.builder().name(K8S_QUEUE).searchHidden(true).build();
        return inside.queues().getAll(query).stream()
                .anyMatch(queue -> !queue.id().equals(scope.id()));
    }

    private static List<String> overriding(ClearMl inside, DrainScope scope) {
        return new ScopeTasks(inside, scope)
                .workers().stream()
                        .flatMap(worker -> worker.queues().stream())
                        .map(WorkerQueue::id)
                        .distinct()
                        .map(inside.queues()::getById)
                        .filter(queue -> queue.tags().contains(Holds.ON))
                        .map(Queue::id)
                        .toList();
    }

    /**
     * Drains as planned, by the limits of the plan, and blocks until it is done or they are over. Failures are in the report:
     * calls without a reply are verified and done again, other failures end the run. An interrupt ends it, too, and stays set.
     *
     * @throws DrainException if the tenant has no user to act as any more
     */
    public DrainReport apply(DrainPlan plan) {
        Duration left = Duration.between(clock.instant(), plan.until());
        Duration time = (left.isNegative() ? Duration.ZERO : left).plus(VERIFYING);
        DrainRun run = new DrainRun(inside(plan.scope()), plan, clock, reason);
        return run.run(waiter(plan.isStopping() ? time.plus(stopTimeout) : time));
    }

    /**
     * Takes back what drains of this scope did: what was moved and still waits there goes back to its queue, behind what waits
     * there now, and what was held takes new work again. What was stopped stays so. Repeatable; failures are in the report.
     *
     * @throws DrainException if the tenant has no user to act as
     */
    public DrainReport undo(DrainScope scope) {
        return new DrainUndo(inside(scope), scope, clock, reason).run(waiter(stopTimeout));
    }

    private Waiter waiter(Duration timeout) {
        return Waiter.builder(clearml)
                .timeout(timeout)
                .progress(progress)
                .clock(clock)
                .sleeper(sleeper)
                .build();
    }

    private ClearMl inside(DrainScope scope) {
        if (scope.kind() != Kind.TENANT || ownTenant().equals(Optional.of(scope.id()))) {
            return clearml;
        }
        if (clearml.capabilities().edition() != Edition.ENTERPRISE) {
            throw new DrainException("an open-source server has one tenant, which is not " + scope.id());
        }
        return TenantMembers.of(clearml, scope.id()).stream()
                .min(Comparator.comparing(user -> !user.role().equals(Optional.of(Role.ADMIN))))
                .map(TenantUser::id)
                .map(clearml::actingAs)
                .orElseThrow(() -> new DrainException("tenant " + scope.id() + " has no user to act as"));
    }

    private Optional<String> ownTenant() {
        return clearml.claims().identity().flatMap(TokenClaims.Identity::company);
    }

    /** How to drain. */
    public static final class Builder {

        private final ClearMl clearml;
        private Optional<Instant> until = Optional.empty();
        private Duration letRun = Duration.ofHours(1);
        private boolean isStopping;
        private Duration stopTimeout = Duration.ofMinutes(30);
        private Waiting waiting = Waiting.KEEP;
        private Optional<String> target = Optional.empty();
        private String reason = REASON;
        private Clock clock = Clock.systemUTC();
        private Waiter.Sleeper sleeper = time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());
        private Consumer<? super Waiter.Progress> progress = state -> {};

        private Builder(ClearMl clearml) {
            this.clearml = Objects.requireNonNull(clearml, "clearml");
        }

        /** For how long after the plan what runs may go on: an hour by default, 28 days at most; zero for not at all. */
        public Builder letRun(Duration time) {
            this.letRun = Check.between("letRun", time, Duration.ZERO, LONGEST);
            this.until = Optional.empty();
            return this;
        }

        /** Until when what runs may go on, 28 days ahead at most. */
        public Builder letRunUntil(Instant time) {
            Check.between("letRunUntil", Duration.between(clock.instant(), time), LONGEST.negated(), LONGEST);
            this.until = Optional.of(time);
            return this;
        }

        /** Stops what still runs then; by default it is only reported. A worker that is alive stops its task itself. */
        public Builder thenStop() {
            this.isStopping = true;
            return this;
        }

        /**
         * How long what is stopped may take: 30 minutes by default, as an abort callback may; a day at most. With less than 660 s
         * a task of a dead worker may be left.
         */
        public Builder stopTimeout(Duration time) {
            this.stopTimeout = Check.wait("stopTimeout", time);
            return this;
        }

        /**
         * Moves what waits to this queue of the same tenant, in its order; by default it stays. For queues, projects and users;
         * API 2.31.
         */
        public Builder moveWaitingTo(String queueId) {
            this.target = Optional.of(Check.text("queueId", queueId));
            this.waiting = Waiting.MOVE;
            return this;
        }

        /** Stops what waits, at once; by default it stays. */
        public Builder stopWaiting() {
            this.target = Optional.empty();
            this.waiting = Waiting.STOP;
            return this;
        }

        /** Why, for people to read on the tasks: {@code drained: } and this. */
        public Builder reason(String text) {
            this.reason = REASON + ": " + Check.text("reason", text);
            return this;
        }

        /** Notified of each reading that showed work, on the calling thread. What it throws is logged. */
        public Builder progress(Consumer<? super Waiter.Progress> value) {
            this.progress = Objects.requireNonNull(value, "progress");
            return this;
        }

        /** The clock for all limits; the system's by default. It should agree with the server's. */
        public Builder clock(Clock value) {
            this.clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /** How time passes between two readings; by default the thread sleeps. In tests it may advance a {@link #clock}. */
        public Builder sleeper(Waiter.Sleeper value) {
            this.sleeper = Objects.requireNonNull(value, "sleeper");
            return this;
        }

        /** Builds the drain. */
        public Drain build() {
            return new Drain(this);
        }
    }
}
