package io.clearmladmin.k8s.events;

import io.clearmladmin.events.Event;
import io.clearmladmin.internal.threads.Threads;
import io.clearmladmin.k8s.PodHandler;
import io.clearmladmin.k8s.Relist;
import io.clearmladmin.k8s.TaskPod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    private final PodMonitor.Settings settings;
    private final MonitorMetrics metrics;
    private final RetryingJournal journal;
    private final PodFeed feed;
    private final Consumer<Throwable> whenFailed;
    private final BlockingQueue<PublishedPods.Observation> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread thread = Threads.once("clearml-pod-monitor", this::run, this::failed);
    private volatile boolean isClosing;
    private volatile boolean isOver;
    private volatile boolean isBegun;

    /** The session's own thread calls {@code whenFailed} with the reason if it ends by itself. */
    MonitorSession(PodMonitor.Settings settings, MonitorMetrics metrics, Consumer<Throwable> whenFailed) {
        this.settings = settings;
        this.metrics = metrics;
        this.journal = new RetryingJournal(settings, metrics, () -> isClosing);
        this.feed = settings.pods().follow(settings, this);
        this.whenFailed = whenFailed;
    }

    void start() {
        thread.start();
    }

    Optional<String> problem() {
        if (!isBegun) {
            return Optional.of("the journal is not restored yet");
        }
        return feed.problem();
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
        if (relist.reason() == Relist.Reason.START) {
            hand(PublishedPods.Observation.ALL);
        }
    }

    private void observe(TaskPod pod) {
        metrics.seen.incrementAndGet();
        hand(new PublishedPods.Observation(pod));
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
        }
        feed.close(Duration.ofMillis(LAST_MILLIS));
    }

    private void failed(Throwable why) {
        whenFailed.accept(why);
        feed.close(Duration.ofMillis(LAST_MILLIS));
    }

    private void publish() throws InterruptedException {
        PodLife life = new PodLife(settings.source(), settings.cluster(), settings.clock());
        PublishedPods published = new PublishedPods(life, journal.begin());
        isBegun = true;
        LOG.info("Publishing events of task pods as {}, knowing {}", settings.source(), published.size());
        if (!isClosing) {
            feed.start();
        }
        long forgetAt = System.nanoTime();
        while (!isClosing || !waiting.isEmpty()) {
            requireFeed();
            inParts(nextEvents(published), journal::record);
            if (System.nanoTime() - forgetAt >= settings.checkInterval().toNanos()) {
                inParts(published.takeGone(), journal::forget);
                forgetAt = System.nanoTime();
            }
        }
    }

    // Without what follows the pods there is nothing to publish any more, and another may have it still.
    private void requireFeed() {
        feed.failure().ifPresent(why -> {
            throw new IllegalStateException("the watch has ended: " + why, why);
        });
    }

    private List<Event> nextEvents(PublishedPods published) throws InterruptedException {
        PublishedPods.Observation first = next();
        if (first == null) {
            return List.of();
        }
        List<PublishedPods.Observation> observations = new ArrayList<>();
        observations.add(first);
        waiting.drainTo(observations, MOST_EVENTS - 1);
        return observations.stream()
                .flatMap(observation -> published.eventsOf(observation).stream())
                .toList();
    }

    private PublishedPods.@Nullable Observation next() throws InterruptedException {
        try {
            return waiting.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
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
        feed.close(time);
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
                    waiting.size());
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
