package io.clearmladmin.k8s.events;

import io.clearmladmin.events.Event;
import io.clearmladmin.internal.threads.Foreign;
import io.clearmladmin.internal.threads.Threads;
import io.clearmladmin.k8s.PodHandler;
import io.clearmladmin.k8s.Relist;
import io.clearmladmin.k8s.TaskPod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A monitor from restoring its journal to its end. The watch's thread hands over what it shows; a thread of its own records the
 * events of it, of as many at a time as wait. While the journal does not take them, the watch waits too, and folds what it
 * sees.
 */
final class MonitorSession implements PodHandler {

    private static final Logger LOG = LoggerFactory.getLogger(PodMonitor.class);
    private static final int MOST_EVENTS = 500;
    private static final int MOST_WAITING = 1_000;
    private static final long TICK_MILLIS = 100;
    private static final long LAST_MILLIS = 1_000;
    private static final long PAUSE_MILLIS = 1_000;
    private static final long USAGE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final String RESTORING = "the journal is not restored yet";

    private final PodMonitor.Settings settings;
    private final MonitorMetrics metrics;
    private final RetryingJournal journal;
    private final PodFeed feed;
    private final PodDetails details;
    private final TenantCheck tenants;
    private final TenantSearch search;
    private final Consumer<Throwable> whenFailed;
    private final BlockingQueue<PublishedPods.Observation> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread thread = Threads.once("clearml-pod-monitor", this::run, this::failed);
    private volatile boolean isClosing;
    private volatile boolean isOver;
    private volatile String beginning = RESTORING;
    private volatile @Nullable PublishedPods pods;
    private volatile List<QueueLoad> usage = List.of();
    // That the journal is just being given.
    private volatile int atJournal;

    /** The session's own thread calls {@code whenFailed} with the reason if it ends by itself. */
    MonitorSession(PodMonitor.Settings settings, MonitorMetrics metrics, Consumer<Throwable> whenFailed) {
        this.settings = settings;
        this.metrics = metrics;
        this.journal = new RetryingJournal(settings, metrics, () -> isClosing);
        this.feed = settings.pods().follow(settings, this);
        this.details = new PodDetails(
                settings.nodes() == null ? null : settings.nodes().get(), settings.tasks());
        this.tenants = new TenantCheck(settings.tenants(), settings.query());
        this.search = new TenantSearch(settings.tenants());
        this.whenFailed = whenFailed;
    }

    void start() {
        tenants.start();
        if (!settings.tenantWait().isZero()) {
            search.start();
        }
        thread.start();
    }

    Optional<String> problem() {
        PublishedPods known = pods;
        return known == null
                ? Optional.of(beginning)
                : feed.problem().or(known::problem).or(tenants::problem);
    }

    /** How many pods are in each state, as it was published. */
    Map<TaskPod.State, Integer> pods() {
        PublishedPods known = pods;
        return known == null ? Map.of() : known.states();
    }

    /** What ran a few seconds ago, by tenant and queue. */
    List<QueueLoad> usage() {
        return usage;
    }

    Optional<Instant> lastSync() {
        return feed.lastSync();
    }

    /** How many changes of pods the journal has not taken. */
    int waiting() {
        long seen =
                waiting.stream().filter(PublishedPods.Seen.class::isInstance).count();
        return feed.waiting() + (int) seen + metrics.awaitingTenant.intValue() + atJournal;
    }

    @Override
    public void onAdd(TaskPod pod) {
        observe(pod);
    }

    @Override
    public void onUpdate(TaskPod old, TaskPod now) {
        observe(now);
    }

    @Override
    public void onDelete(TaskPod last) {
        observe(last);
    }

    @Override
    public void relisted(Relist relist) {
        metrics.folded.addAndGet(relist.folded());
        hand(new PublishedPods.Listed(relist));
    }

    @Override
    public void synced(Instant until) {
        hand(new PublishedPods.Synced(until));
    }

    private void observe(TaskPod pod) {
        metrics.seen.incrementAndGet();
        hand(new PublishedPods.Seen(pod, settings.clock().instant()));
    }

    private void hand(PublishedPods.Observation observation) {
        try {
            while (!isClosing && !isOver && !waiting.offer(observation, TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                // The journal is slower than the pods.
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            publish();
        } catch (InterruptedException closed) {
            LOG.debug("The pod monitor was interrupted");
        } finally {
            isOver = true;
            metrics.awaitingTenant.set(0);
        }
        endFeed(Duration.ofMillis(LAST_MILLIS));
    }

    private void failed(Throwable why) {
        whenFailed.accept(why);
        endFeed(Duration.ofMillis(LAST_MILLIS));
    }

    private void endFeed(Duration time) {
        feed.close(time);
        details.close();
        tenants.close();
        search.close();
    }

    private void publish() throws InterruptedException {
        PublishedPods published = restored();
        pods = published;
        AwaitedTenants awaited =
                new AwaitedTenants(search, details, published::owned, settings.tenantWait(), System::nanoTime);
        LOG.info("Publishing events of task pods as {}, knowing {}", settings.source(), published.size());
        if (!isClosing) {
            feed.start();
        }
        long checkedAt = System.nanoTime();
        long talliedAt = checkedAt - USAGE_NANOS;
        while (!isClosing || !waiting.isEmpty()) {
            requireFeed();
            record(nextEvents(published, awaited), awaited);
            if (!isClosing) {
                record(awaited.next(published.eventsOfUnshown(feed::find), Map.of()), awaited);
            }
            if (System.nanoTime() - talliedAt >= USAGE_NANOS) {
                usage = published.usage();
                talliedAt = System.nanoTime();
            }
            if (System.nanoTime() - checkedAt >= settings.checkInterval().toNanos()) {
                inParts(published.takeGone(awaited::isWaiting), journal::forget);
                published.checkUnlabelled();
                checkedAt = System.nanoTime();
            }
        }
        while (published.hasDue()) {
            record(awaited.next(published.eventsDue(MOST_EVENTS), Map.of()), awaited);
        }
        record(awaited.end(), awaited);
        journal.record(published.lastEvents());
    }

    // Apart from the loop, whose frame would hold all that the journal remembers for as long as it runs.
    private PublishedPods restored() throws InterruptedException {
        RestoredPods remembered;
        try (PackedData.Packer packer = new PackedData.Packer()) {
            remembered = journal.begin(() -> new RestoredPods(settings.source(), packer));
        }
        WatchedTimes times = times(remembered.monitor());
        details.start(remembered.nodes());
        return new PublishedPods(
                new PodLife(settings.source(), settings.cluster(), settings.clock(), details),
                times,
                new RunningPods(settings.stillRunningEvery()),
                remembered);
    }

    private void record(List<Event> events, AwaitedTenants awaited) throws InterruptedException {
        metrics.awaitingTenant.set(awaited.size());
        atJournal = (int) events.stream().filter(PodLife.Published::isOfPod).count();
        inParts(events, journal::record);
        atJournal = 0;
    }

    private WatchedTimes times(@Nullable Event last) throws InterruptedException {
        MonitorScope scope = new MonitorScope(clusterId(), settings.query().toString());
        Optional<MonitorScope> before = last == null ? Optional.empty() : MonitorScope.of(last);
        if (before.isPresent() && !before.get().equals(scope) && !settings.isChangedScopeAccepted()) {
            throw new ScopeChangedException(settings.source(), before.get().toString(), scope.toString());
        }
        return new WatchedTimes(settings.source(), settings.cluster(), scope, last);
    }

    private String clusterId() throws InterruptedException {
        while (true) {
            try {
                return Foreign.call("the cluster", feed::clusterId);
            } catch (RuntimeException failure) {
                if (beginning.equals(RESTORING)) {
                    LOG.warn("The cluster is not known; it is tried again: {}", failure.getMessage());
                }
                beginning = "the cluster is not known: " + failure.getMessage();
            }
            pause();
        }
    }

    private void pause() throws InterruptedException {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException woken) {
            if (isClosing) {
                throw woken;
            }
        }
        if (isClosing) {
            throw new InterruptedException("closed before it began");
        }
    }

    // Without what follows the pods there is nothing to publish any more, and another may have it still.
    private void requireFeed() {
        feed.failure().ifPresent(why -> {
            throw new IllegalStateException("the watch has ended: " + why, why);
        });
        search.failure().ifPresent(why -> {
            throw new IllegalStateException("the search for tenants has ended: " + why, why);
        });
    }

    // What changed comes before what is due because of the time, of which there may be much.
    private List<Event> nextEvents(PublishedPods published, AwaitedTenants awaited) throws InterruptedException {
        PublishedPods.Observation first = next(published.hasDue() ? 0 : TICK_MILLIS);
        List<PublishedPods.Observation> observations = new ArrayList<>();
        if (first != null) {
            observations.add(first);
            waiting.drainTo(observations, MOST_EVENTS - 1);
        }
        List<TaskPod> changed = observations.stream()
                .flatMap(observation -> published.newsOf(observation).stream())
                .toList();
        details.load(changed);
        List<Event> events = new ArrayList<>();
        observations.forEach(observation -> events.addAll(published.eventsOf(observation)));
        List<TaskPod> due = published.podsDue(MOST_EVENTS - events.size());
        details.load(due);
        events.addAll(published.eventsDue(MOST_EVENTS - events.size()));
        Map<String, TaskPod> pods = new HashMap<>();
        due.forEach(pod -> pods.put(pod.uid(), pod));
        changed.forEach(pod -> pods.put(pod.uid(), pod));
        return awaited.next(events, pods);
    }

    private PublishedPods.@Nullable Observation next(long millis) throws InterruptedException {
        try {
            return waiting.poll(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException woken) {
            // By close(); or by the journal or the listener, who do not decide on the monitor's end.
            if (isClosing) {
                throw woken;
            }
            return null;
        }
    }

    /** Takes a part of a list. */
    private interface Part<T> {
        void take(List<T> part) throws InterruptedException;
    }

    private static <T> void inParts(List<T> all, Part<T> each) throws InterruptedException {
        for (int from = 0; from < all.size(); from += MOST_EVENTS) {
            each.take(all.subList(from, Math.min(from + MOST_EVENTS, all.size())));
        }
    }

    /** Takes in nothing more, publishes what was taken in if there is time, and ends. */
    void close(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        isClosing = true;
        boolean wasInterrupted = Thread.interrupted();
        endFeed(time);
        try {
            if (thread != Thread.currentThread()) {
                TimeUnit.NANOSECONDS.timedJoin(thread, end - System.nanoTime());
                thread.interrupt();
                thread.join(LAST_MILLIS);
            }
        } catch (InterruptedException again) {
            wasInterrupted = true;
        }
        if (thread.isAlive() && thread != Thread.currentThread()) {
            LOG.warn(
                    "{} did not end in time; {} changes were not published and will be found again",
                    thread.getName(),
                    waiting());
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
