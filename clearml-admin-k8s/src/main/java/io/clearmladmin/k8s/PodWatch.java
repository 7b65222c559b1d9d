package io.clearmladmin.k8s;

import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.threads.Threads;
import io.clearmladmin.k8s.Relist.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches task pods and notifies a {@link PodHandler} as they are added, change and are deleted, until it is closed. It
 * recovers by itself: whatever happens to the connection, the server, the rights or the token, it tries again, and within 30
 * seconds after they are well it knows the true state and has notified the handler of the differences. It never goes back to an
 * older version of a pod.
 *
 * <pre>{@code
 * try (PodWatch watch = kubernetes.watch(handler).build()) {
 *     watch.start();
 *     ...
 * }
 * }</pre>
 *
 * <p>Nothing of a pod is kept but its {@link TaskPod}. Safe for use by several threads. Its own threads are daemons.
 */
public final class PodWatch implements AutoCloseable {

    private static final Duration CLOSE = Duration.ofSeconds(10);
    // How long threads that were interrupted get to see it.
    private static final long LAST_MILLIS = 1_000;
    // Many selections are complete one after the other.
    private static final Duration BETWEEN_SYNCS = Duration.ofSeconds(3);
    private static final Duration CATCH_UP_AGAIN = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(PodWatch.class);

    private final Clock clock;
    private final Duration staleAfter;
    private final Duration checkInterval;
    private final PodChangeQueue changes;
    private final PodStore known;
    private final HandlerDispatcher dispatcher;
    private final List<PodReflector> selections = new ArrayList<>();
    private final VanishedPods vanished;
    // Those whose pods are watched, and who watches them; null if that does not matter.
    private final @Nullable LabelledNamespaces namespaces;
    private final @Nullable PodWatch namespaceWatch;
    // Of its threads.
    private final String name;
    private final String what;
    private final AtomicInteger unlisted;

    // Of which the handler was last notified; guarded by the lock.
    private final Object syncs = new Object();
    private @Nullable Instant lastSynced;

    // Guarded by this.
    private final List<Thread> threads = new ArrayList<>();
    private @Nullable Thread handlerThread;
    private @Nullable Throwable failure;
    private boolean isStarted;
    // Other namespaces are watched than before, whose pods are still to be listed.
    private boolean isBehind;
    private boolean isCheckWanted;
    private boolean isClosed;

    // Of what is read: pods, or the namespaces that another watch needs.
    private PodWatch(Builder settings, PodHandler handler, TenantResolver tenants, List<Selection> read) {
        this.clock = settings.clock;
        this.staleAfter = settings.staleAfter;
        this.checkInterval = settings.checkInterval;
        this.changes = new PodChangeQueue(settings.queue, clock);
        boolean isOfPods = read.get(0).isOfPods();
        this.name = isOfPods ? "clearml-pod" : "clearml-namespace";
        this.what = isOfPods ? "task pods" : "namespaces";
        this.known = new PodStore(changes, isOfPods);
        this.dispatcher = new HandlerDispatcher(handler, changes, clock);
        this.unlisted = new AtomicInteger(read.size());
        String labels = isOfPods ? settings.query.namespaceLabels() : "";
        if (labels.isEmpty()) {
            this.namespaces = null;
            this.namespaceWatch = null;
        } else {
            LabelledNamespaces labelled = new LabelledNamespaces(this::catchUp, this::completed);
            this.namespaces = labelled;
            this.namespaceWatch =
                    new PodWatch(settings, labelled, TenantResolver.NONE, List.of(Selection.namespaces(labels)));
        }
        WatchTimes times =
                new WatchTimes(clock, new SplittableRandom(), settings.watchTime, staleAfter, settings.olderFor);
        ApiServer api = settings.kubernetes.api();
        for (Selection one : read) {
            PodListerWatcher source = source(new ApiPodListerWatcher(api, one, tenants.labels()), namespaces);
            selections.add(
                    new PodReflector(selections.size(), source, tenants, known, this::listed, this::completed, times));
        }
        PodLookup lookup = new PodLookup(api, settings.kubernetes.timeout(), tenants.labels());
        this.vanished = new VanishedPods(known, lookup, read, this::isWatched, new Backoff(times.random()));
    }

    private static PodListerWatcher source(PodListerWatcher all, @Nullable LabelledNamespaces namespaces) {
        return namespaces == null ? all : new NamespacedPods(all, namespaces);
    }

    private boolean isWatched(String namespace) {
        return namespaces == null || namespaces.has(namespace);
    }

    /**
     * Begins. Returns at once: the handler is notified of pods as they are read, and {@link PodHandler#relisted} with
     * {@link Reason#START} says that those were all.
     *
     * @throws IllegalStateException if it was started or closed before
     */
    public synchronized void start() {
        if (isStarted || isClosed) {
            throw new IllegalStateException(
                    isClosed ? "the watch is closed; build a new one" : "the watch is started already");
        }
        isStarted = true;
        handlerThread = Threads.repeating(name + "-handler", dispatcher::turn, this::ended);
        for (PodReflector selection : selections) {
            threads.add(Threads.repeating(name + "-watch-" + threads.size(), selection::turn, this::ended));
        }
        threads.add(Threads.repeating(name + "-check", this::check, this::ended));
        threads.add(Threads.repeating(name + "-lookup", vanished::turn, this::ended));
        handlerThread.start();
        threads.forEach(Thread::start);
        if (namespaceWatch != null) {
            namespaceWatch.start();
        }
    }

    // By one of its own threads, which does not wait for the others.
    private void ended(Throwable why) {
        synchronized (this) {
            failure = why;
            isClosed = true;
            notifyAll();
        }
        closeSoon();
    }

    private void closeSoon() {
        changes.close();
        selections.forEach(PodReflector::close);
        vanished.close();
        known.close();
    }

    /**
     * The {@link VirtualMachineError}, such as an {@link OutOfMemoryError}, that has ended it; empty if none has. It must be
     * closed then, and a new one built. Nothing else ends it.
     */
    public synchronized Optional<Throwable> failure() {
        return Optional.ofNullable(failure)
                .or(() -> namespaceWatch == null ? Optional.empty() : namespaceWatch.failure());
    }

    /**
     * The last instant at which the server confirmed that all that is watched is as known here: by a list, a change, a
     * bookmark, or by ending a watch in its time. Empty before the first list. The handler may lag behind: see
     * {@link #waiting()}.
     */
    public Optional<Instant> lastSync() {
        Optional<Instant> ofPods = oldest(PodReflector::lastSync);
        return namespaceWatch == null
                ? ofPods
                : namespaceWatch
                        .lastSync()
                        .flatMap(theirs -> ofPods.map(ours -> ours.isBefore(theirs) ? ours : theirs));
    }

    // Empty if one of them has none.
    private Optional<Instant> oldest(Function<PodReflector, @Nullable Instant> ofOne) {
        Instant oldest = null;
        for (PodReflector selection : selections) {
            Instant one = ofOne.apply(selection);
            if (one == null) {
                return Optional.empty();
            }
            oldest = oldest == null || one.isBefore(oldest) ? one : oldest;
        }
        return Optional.ofNullable(oldest);
    }

    /**
     * Whether what is known can be relied on: started, not ended by an error, listed, not refused by the server, the last sync
     * not older than a minute (or what the builder says), and the handler not busy with one call for longer than that.
     */
    public boolean isHealthy() {
        return problem().isEmpty();
    }

    /** Why it is not healthy, for people; empty if it is. */
    public synchronized Optional<String> problem() {
        if (failure != null) {
            return Optional.of("the watch has ended: " + failure);
        }
        if (!isStarted || isClosed) {
            return Optional.of(isClosed ? "the watch is closed" : "the watch is not started");
        }
        Optional<String> ofNamespaces = namespaceWatch == null ? Optional.empty() : namespaceWatch.problem();
        if (ofNamespaces.isPresent()) {
            return ofNamespaces;
        }
        Instant now = clock.instant();
        return selections.stream()
                .flatMap(selection -> selection.problem(now).stream())
                .findFirst()
                .or(() -> dispatcher.problem(now, staleAfter));
    }

    /** All pods known at one instant, in no order. The handler may not have been notified of the newest yet. */
    public List<TaskPod> snapshot() {
        return known.all();
    }

    /** How many changes wait for the handler. */
    public int waiting() {
        return changes.size();
    }

    /** How often the handler threw something. */
    public long handlerFailures() {
        return dispatcher.failures();
    }

    /** Ends it as {@link #close(Duration)} does, within 10 seconds. */
    @Override
    public void close() {
        close(CLOSE);
    }

    /**
     * Ends it; what waits for the handler is dropped. No call of the handler begins after this. A call that is running may end
     * in the time given, then it is interrupted. May be called again, and by the handler itself, which it does not wait for.
     */
    public void close(Duration time) {
        List<Thread> all;
        Thread handling;
        synchronized (this) {
            isClosed = true;
            all = List.copyOf(threads);
            handling = handlerThread;
            threads.clear();
            handlerThread = null;
            notifyAll();
        }
        closeSoon();
        all.forEach(Thread::interrupt);
        if (namespaceWatch != null) {
            namespaceWatch.close(time);
        }
        boolean wasInterrupted = Thread.interrupted();
        try {
            long end = System.nanoTime() + time.toNanos();
            if (handling != null && handling != Thread.currentThread()) {
                end(handling, end);
            }
            for (Thread thread : all) {
                end(thread, end);
            }
        } catch (InterruptedException again) {
            wasInterrupted = true;
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(Thread thread, long end) throws InterruptedException {
        TimeUnit.NANOSECONDS.timedJoin(thread, end - System.nanoTime());
        if (thread.isAlive()) {
            thread.interrupt();
            thread.join(LAST_MILLIS);
        }
        if (thread.isAlive()) {
            LOG.warn("{} did not end in time", thread.getName());
        }
    }

    // The last selection to be listed makes the start complete.
    private void listed() {
        if (unlisted.decrementAndGet() == 0) {
            int pods = known.all().size();
            LOG.info("Watching {} {}", pods, what);
            known.report(new Relist(Reason.START, Optional.empty(), clock.instant(), pods, 0, 0, 0));
        }
    }

    private void completed() {
        synchronized (syncs) {
            Optional<Instant> until = completeUntil();
            Instant last = lastSynced;
            if (until.isPresent() && (last == null || !until.get().isBefore(last.plus(BETWEEN_SYNCS)))) {
                lastSynced = until.get();
                known.report(new Synced(until.get()));
            }
        }
    }

    private Optional<Instant> completeUntil() {
        Optional<Instant> ofPods = oldest(PodReflector::completeUntil);
        if (namespaces == null) {
            return ofPods;
        }
        Instant theirs = namespaces.completeUntil();
        return theirs == null || isBehind()
                ? Optional.empty()
                : ofPods.map(ours -> ours.isBefore(theirs) ? ours : theirs);
    }

    private synchronized boolean isBehind() {
        return isBehind;
    }

    // Pods of other namespaces than before are to be listed, now.
    private synchronized void catchUp() {
        isBehind = true;
        isCheckWanted = true;
        notifyAll();
    }

    private synchronized boolean beginCheck() {
        isCheckWanted = false;
        return isBehind;
    }

    private synchronized void endCheck(boolean isChecked) {
        isBehind &= !isChecked || isCheckWanted;
    }

    private boolean check() throws InterruptedException {
        if (!isOpenAfter(isBehind() ? CATCH_UP_AGAIN : checkInterval)) {
            return false;
        }
        boolean wasBehind = beginCheck();
        boolean isChecked = true;
        for (PodReflector selection : selections) {
            try {
                isChecked &= selection.check(!wasBehind);
            } catch (WatchFailure | RuntimeException noCheck) {
                // The watch itself meets it too, and reports it.
                LOG.debug("The check beside the watch failed: {}", noCheck.getMessage());
                isChecked = false;
            }
        }
        endCheck(isChecked);
        if (wasBehind) {
            completed();
        }
        return true;
    }

    private synchronized boolean isOpenAfter(Duration pause) throws InterruptedException {
        long end = System.nanoTime() + pause.toNanos();
        for (long left = pause.toMillis(); left > 0 && !isClosed && !isCheckWanted; left = millisTo(end)) {
            wait(left);
        }
        return !isClosed;
    }

    private static long millisTo(long end) {
        return TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }

    /** Builds a {@link PodWatch}. Not for use by several threads. */
    public static final class Builder {

        private final Kubernetes kubernetes;
        private final PodHandler handler;
        private PodQuery query = PodQuery.allNamespaces();
        private TenantResolver tenants = TenantResolver.NONE;
        private Clock clock = Clock.systemUTC();
        private int queue = 10_000;
        private Duration staleAfter = Duration.ofMinutes(1);
        private Duration checkInterval = Duration.ofMinutes(10);
        private Duration watchTime = Duration.ofSeconds(15);
        private Duration olderFor = Duration.ofMinutes(1);

        Builder(Kubernetes kubernetes, PodHandler handler) {
            this.kubernetes = kubernetes;
            this.handler = Objects.requireNonNull(handler, "handler");
        }

        /** Which pods; the task pods of all namespaces by default. */
        public Builder query(PodQuery value) {
            query = Objects.requireNonNull(value, "query");
            return this;
        }

        /**
         * Says whose the pods are; nobody by default. The thread that reads calls it for every version of a pod until it
         * knows; from then on, the pod stays that tenant's.
         */
        public Builder tenants(TenantResolver resolver) {
            tenants = Objects.requireNonNull(resolver, "tenants");
            return this;
        }

        /**
         * How many changes wait for a slow handler, 10,000 by default. Beyond that, those of one pod are folded into one, and
         * {@link PodHandler#relisted} says how many were.
         */
        public Builder queue(int changes) {
            if (changes < 1 || changes > 1_000_000) {
                throw new IllegalArgumentException("queue: must be from 1 to 1000000, got " + changes);
            }
            queue = changes;
            return this;
        }

        /**
         * How often the whole list is read beside the watch, as a net: 10 minutes by default. The handler is notified then of
         * what the watch missed.
         */
        public Builder checkInterval(Duration time) {
            checkInterval = Check.between("checkInterval", time, Duration.ofSeconds(1), Duration.ofDays(1));
            return this;
        }

        /** How old the last sync may be in a healthy watch: a minute by default, 20 seconds at least. */
        public Builder staleAfter(Duration time) {
            staleAfter = Check.between("staleAfter", time, Duration.ofSeconds(20), Duration.ofDays(1));
            return this;
        }

        /** The clock of the times of {@link #lastSync()} and {@link Relist}; the system's by default. */
        public Builder clock(Clock value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        // How long one watch lasts; for tests.
        Builder watchTime(Duration time) {
            watchTime = time;
            return this;
        }

        // How long older lists are refused; for tests.
        Builder olderFor(Duration time) {
            olderFor = time;
            return this;
        }

        /** The watch with these settings. Nothing is read, and no thread runs, before {@link PodWatch#start()}. */
        public PodWatch build() {
            return new PodWatch(this, handler, tenants, query.selections());
        }
    }
}
