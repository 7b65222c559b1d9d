package io.clearmladmin.waiting;

import io.clearmladmin.ClearMl;
import io.clearmladmin.errors.ApiException;
import io.clearmladmin.errors.CallException;
import io.clearmladmin.errors.GatewayException;
import io.clearmladmin.errors.InvalidIdException;
import io.clearmladmin.errors.TransportException;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.internal.threads.Foreign;
import io.clearmladmin.tasks.Task;
import io.clearmladmin.tasks.TaskQuery;
import io.clearmladmin.tasks.TaskStatus;
import io.clearmladmin.waiting.WaitEndedException.Reason;
import io.clearmladmin.workers.Worker;
import io.clearmladmin.workers.WorkerQuery;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for what is not done when a call returns, by reading until it is: {@code tasks.stop} answers that a task was asked to
 * stop, not that it has stopped.
 *
 * <pre>{@code
 * clearml.tasks().stop(taskId, Optional.of("maintenance"));
 * Waiter waiter = Waiter.builder(clearml).timeout(Duration.ofMinutes(10)).build();
 * Optional<Task> task = waiter.taskStopped(taskId); // empty if it was deleted meanwhile
 * }</pre>
 *
 * <p>It reads at once, and then after intervals that grow. A reading whose failure may pass (no reply, 429, 5xx), after the
 * client's own retries, does not end the wait: it counts as what was last seen. Any other failure is thrown. Nothing is written,
 * and waiting again is harmless. A wait may end later than its deadline by as long as one reading takes.
 *
 * <p>Methods block until it is done, the deadline has passed or the thread is interrupted; the last two are a {@link
 * WaitEndedException}. Immutable; safe for use by many threads.
 */
public final class Waiter {

    private static final Logger LOG = LoggerFactory.getLogger(Waiter.class);
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final int MOST_NAMED = 5;
    private static final int TOO_MANY = 429;
    private static final int SERVER_FAILED = 500;

    private final ClearMl clearml;
    private final Duration timeout;
    private final Duration interval;
    private final Duration longestInterval;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Consumer<? super Progress> progress;

    private Waiter(Builder from) {
        this.clearml = from.clearml;
        this.timeout = from.timeout;
        this.interval = from.interval;
        this.longestInterval = from.longestInterval;
        this.clock = from.clock;
        this.sleeper = from.sleeper;
        this.progress = from.progress;
    }

    /** A builder; the readings use this client, which the caller closes. */
    public static Builder builder(ClearMl clearml) {
        return new Builder(clearml);
    }

    /** Passes time between two readings. */
    @FunctionalInterface
    public interface Sleeper {

        /** Returns after this time. */
        void sleep(Duration time) throws InterruptedException;
    }

    /**
     * A reading that showed that it is not done.
     *
     * @param what what is waited for
     * @param seen what the reading showed, or how it failed
     * @param readings how many there were
     * @param waited for how long
     * @param left how much is left until the deadline
     */
    public record Progress(String what, String seen, int readings, Duration waited, Duration left) {

        /** One line. */
        @Override
        public String toString() {
            return SafeText.line(
                    "waiting for " + what + ": " + seen + " (for " + waited + ", at most " + left + " more)");
        }
    }

    /**
     * Waits until a task neither waits in a queue nor runs, whatever ended it. It does not stop the task.
     *
     * @return the task; empty if it was deleted meanwhile
     * @throws InvalidIdException if the task is unknown from the beginning
     */
    public Optional<Task> taskStopped(String taskId) {
        Check.text("taskId", taskId);
        AtomicReference<@Nullable Task> last = new AtomicReference<>();
        until(
                "task " + taskId + " to stop",
                () -> {
                    Optional<Task> task = task(taskId, last.get() != null);
                    last.set(task.orElse(null));
                    return task.filter(Waiter::isActive).map(Waiter::described);
                },
                "If it was asked to stop, its worker acts within seconds, or when its abort callback ends. Ask again only"
                        + " 660 s after the last time: each stop counts as a sign of life, and after 600 s without one a stop"
                        + " ends the task of a dead worker at once.");
        return Optional.ofNullable(last.get());
    }

    private static boolean isActive(Task task) {
        return task.status().filter(TaskStatus::isActive).isPresent();
    }

    private Optional<Task> task(String taskId, boolean wasThere) {
        try {
            return Optional.of(clearml.tasks().getById(taskId));
        } catch (InvalidIdException unknown) {
            if (wasThere) {
                return Optional.empty();
            }
            throw unknown;
        }
    }

    private static String described(Task task) {
        String message = task.statusMessage()
                .filter(text -> !text.isEmpty())
                .map(text -> ", '" + text + "'")
                .orElse("");
        return task.status().map(TaskStatus::value).orElse("without a status")
                + message
                + task.lastWorker().map(worker -> ", on worker " + worker).orElse("");
    }

    /**
     * Waits until a worker runs nothing, with those that it starts for single tasks ({@code <worker>:<task>}); one that is
     * unknown runs nothing. Unless something keeps it from that, it may take another task at once.
     */
    public void workerIdle(String workerId) {
        Check.text("workerId", workerId);
        until(
                "worker " + workerId + " to be idle",
                () -> busy(workerId).or(() -> runningOn(workerId)),
                "Stop what it runs (tasks.stop), or wait longer.");
    }

    private List<Worker> workers(String workerId) {
        return clearml.workers().getAll(WorkerQuery.builder().lastSeen(0).build()).stream()
                .filter(worker -> isOf(workerId, worker.id()))
                .toList();
    }

    private static boolean isOf(String workerId, String id) {
        return id.equals(workerId) || id.startsWith(workerId + ":");
    }

    private Optional<String> busy(String workerId) {
        return named(
                "runs ",
                workers(workerId).stream()
                        .flatMap(worker -> worker.task().stream())
                        .map(task -> task.id())
                        .toList());
    }

    // A worker that has just taken a task has not reported it yet.
    private Optional<String> runningOn(String workerId) {
        TaskQuery running = TaskQuery.builder()
                .status(List.of(TaskStatus.IN_PROGRESS))
                .searchHidden(true)
                .onlyFields(List.of("id", "last_worker"))
                .orderBy(List.of("id"))
                .build();
        return named(
                "in progress on it ",
                clearml.tasks().getAll(running).stream()
                        .filter(task -> task.lastWorker()
                                .filter(id -> isOf(workerId, id))
                                .isPresent())
                        .map(Task::id)
                        .toList());
    }

    private static Optional<String> named(String what, List<String> ids) {
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        String more = ids.size() > MOST_NAMED ? " and " + (ids.size() - MOST_NAMED) + " more" : "";
        return Optional.of(what + ids.stream().limit(MOST_NAMED).collect(Collectors.joining(", ")) + more);
    }

    /**
     * Waits until the server no longer lists a worker or those that it starts for single tasks: {@code
     * registerTimeout}, 600 s by default, after its last report. An agent that lives reports every 30 s and does not go.
     */
    public void workerGone(String workerId) {
        Check.text("workerId", workerId);
        until(
                "worker " + workerId + " to be gone",
                () -> named(
                        "listed as ", workers(workerId).stream().map(Worker::id).toList()),
                "End the agent on its machine or in its cluster; workers.unregister does not stop it.");
    }

    /** Waits until a queue has no entries; what was taken from it may still run. */
    public void queueEmpty(String queueId) {
        Check.text("queueId", queueId);
        until(
                "queue " + queueId + " to be empty",
                () -> entries(queueId),
                "See that workers take from it (queues.get_all_ex lists them), or move what waits.");
    }

    private Optional<String> entries(String queueId) {
        int entries = clearml.queues().getById(queueId).entries().size();
        return entries == 0 ? Optional.empty() : Optional.of(entries + (entries == 1 ? " task waits" : " tasks wait"));
    }

    /** Waits until the server no longer lists a tenant. Enterprise; roles system, root. */
    public void tenantGone(String tenantId) {
        Check.text("tenantId", tenantId);
        until(
                "tenant " + tenantId + " to be gone",
                () -> clearml.tenants().getTenants().stream()
                                .anyMatch(tenant -> tenant.id().equals(tenantId))
                        ? Optional.of("listed")
                        : Optional.empty(),
                "See whether it was deleted (tenants.delete_tenant).");
    }

    /**
     * Waits until a reading shows nothing more to wait for.
     *
     * @param what what is waited for, for messages: {@code the application to be deployed}
     * @param reading says what is still to be waited for, briefly; empty when it is done. Called on this thread; what it throws
     *     ends the wait, but for failed calls that may pass
     * @param advice what to do if it is not done in time, a sentence of its own
     * @throws WaitEndedException if it was not done at the deadline, or the thread was interrupted
     */
    public void until(String what, Supplier<Optional<String>> reading, String advice) {
        new Wait(Check.text("what", what), Objects.requireNonNull(advice, "advice"), reading).run();
    }

    /** One wait. */
    private final class Wait {

        private final String what;
        private final String advice;
        private final Supplier<Optional<String>> reading;
        private final Instant start = clock.instant();
        private int readings;
        private String seen = "";
        private @Nullable CallException failure;

        Wait(String what, String advice, Supplier<Optional<String>> reading) {
            this.what = what;
            this.advice = advice;
            this.reading = reading;
        }

        void run() {
            for (Duration pause = interval; !isDone(); pause = longer(pause)) {
                Duration waited = Duration.between(start, clock.instant());
                Duration left = timeout.minus(waited);
                Progress state = new Progress(what, seen, readings, waited, left.isNegative() ? Duration.ZERO : left);
                Foreign.notify(LOG, "The listener for the progress of a wait", () -> progress.accept(state));
                if (left.isNegative() || left.isZero()) {
                    throw ended(Reason.DEADLINE);
                }
                sleep(pause.compareTo(left) < 0 ? pause : left);
            }
        }

        private boolean isDone() {
            if (Thread.currentThread().isInterrupted()) {
                throw ended(Reason.INTERRUPTED);
            }
            readings++;
            try {
                Optional<String> pending = reading.get();
                seen = pending.orElse("");
                failure = null;
                return pending.isEmpty();
            } catch (CallException unread) {
                if (!mayPass(unread)) {
                    throw unread;
                }
                seen = "the reading failed: " + unread.getMessage();
                failure = unread;
                return false;
            }
        }

        private void sleep(Duration pause) {
            try {
                sleeper.sleep(pause);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw ended(Reason.INTERRUPTED);
            }
        }

        private WaitEndedException ended(Reason reason) {
            Duration waited = Duration.between(start, clock.instant());
            return new WaitEndedException(what, reason, seen, waited, advice, failure);
        }
    }

    private Duration longer(Duration pause) {
        Duration next = pause.multipliedBy(2);
        return next.compareTo(longestInterval) < 0 ? next : longestInterval;
    }

    // As the client decides about a call that only reads; a wait outlasts the deadline of one call.
    private static boolean mayPass(CallException failure) {
        if (failure instanceof ApiException refused) {
            return refused.code() == TOO_MANY || refused.code() >= SERVER_FAILED;
        }
        if (failure instanceof GatewayException gateway) {
            return gateway.httpStatus() == TOO_MANY || gateway.httpStatus() >= SERVER_FAILED;
        }
        return failure instanceof TransportException && !isUntrusted(failure);
    }

    private static boolean isUntrusted(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }

    /** How long to wait, and how often to read. */
    public static final class Builder {

        private final ClearMl clearml;
        private Duration timeout = Duration.ofMinutes(30);
        private Duration interval = Duration.ofSeconds(1);
        private Duration longestInterval = Duration.ofSeconds(10);
        private Clock clock = Clock.systemUTC();
        private Sleeper sleeper = time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());
        private Consumer<? super Progress> progress = state -> {};

        private Builder(ClearMl clearml) {
            this.clearml = Objects.requireNonNull(clearml, "clearml");
        }

        /** After how long a wait ends, 30 days at most; 30 minutes by default, which is how long an abort callback may take. */
        public Builder timeout(Duration time) {
            this.timeout = Check.between("timeout", time, SHORTEST, LONGEST);
            return this;
        }

        /**
         * The time between two readings: the first, which doubles each time, and the longest. A second and ten by default; 10 ms
         * at least.
         */
        public Builder interval(Duration first, Duration longest) {
            this.interval = Check.between("first", first, SHORTEST, LONGEST);
            this.longestInterval = Check.between("longest", longest, first, LONGEST);
            return this;
        }

        /** Notified of each reading that showed that it is not done, on the calling thread. What it throws is logged. */
        public Builder progress(Consumer<? super Progress> value) {
            this.progress = Objects.requireNonNull(value, "progress");
            return this;
        }

        /** The clock of the deadline; the system's by default. */
        public Builder clock(Clock value) {
            this.clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /** How time passes between two readings; by default the thread sleeps. In tests it may advance a {@link #clock}. */
        public Builder sleeper(Sleeper value) {
            this.sleeper = Objects.requireNonNull(value, "sleeper");
            return this;
        }

        /** Builds the waiter. */
        public Waiter build() {
            return new Waiter(this);
        }
    }
}
