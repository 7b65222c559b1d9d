package io.clearmladmin.k8s;

import io.clearmladmin.internal.threads.Foreign;
import io.clearmladmin.k8s.PodListerWatcher.Event;
import io.clearmladmin.k8s.PodListerWatcher.Kind;
import io.clearmladmin.k8s.PodStore.Comparison;
import io.clearmladmin.k8s.PodStore.Found;
import io.clearmladmin.k8s.PodStore.Verdict;
import io.clearmladmin.k8s.Relist.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one selection for as long as it is not closed: reads the list, then the changes after it, one watch after the other,
 * each from where the one before ended; the list again where that cannot be. Every failure is waited out.
 */
final class PodReflector {

    // A server that keeps refusing a version that it should have may take the list.
    private static final int REFUSALS_BEFORE_LIST = 3;
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(PodWatch.class);

    private final int number;
    private final PodListerWatcher source;
    private final PodStore known;
    private final Tenants tenants;
    private final Runnable started;
    private final Runnable completed;
    private final WatchTimes times;
    private final Clock clock;
    private final Backoff backoff;
    private final CountDownLatch closing = new CountDownLatch(1);

    // The thread's own: from where to go on, and why not, where it is null.
    private @Nullable String position;
    private Reason relistFor = Reason.START;
    private @Nullable Instant olderSince;
    // For the last event, or for the end.
    private Duration waited = Duration.ZERO;

    // The newest version that the server sent, to either thread.
    private volatile @Nullable String heard;
    private volatile @Nullable Instant lastSync;
    private volatile @Nullable Instant completeUntil;
    private volatile @Nullable String refusal;
    private volatile boolean isListWanted;
    private volatile String lastFailure = "";
    private PodListerWatcher.@Nullable Stream current;

    /**
     * {@code started} is called once, when the first list is known; {@code completed} each time that {@link #completeUntil} may
     * be later than before.
     */
    PodReflector(
            int number,
            PodListerWatcher source,
            TenantResolver tenants,
            PodStore known,
            Runnable started,
            Runnable completed,
            WatchTimes times) {
        this.number = number;
        this.source = source;
        this.tenants = new Tenants(tenants);
        this.known = known;
        this.started = started;
        this.completed = completed;
        this.times = times;
        this.clock = times.clock();
        this.backoff = new Backoff(times.random());
    }

    /** Follows it until something comes between, and waits then. Returns whether it goes on. */
    boolean turn() {
        if (isClosing()) {
            return false;
        }
        try {
            // What is called is the client's code, and the resolver's.
            Foreign.run(source.name(), this::follow);
        } catch (RuntimeException failure) {
            failed(new WatchFailure(0, failure.toString(), failure));
        }
        return true;
    }

    private void follow() {
        try {
            if (isListWanted) {
                isListWanted = false;
                position = null;
                relistFor = Reason.DISORDER;
            }
            String from = position;
            follow(from == null ? list() : from);
        } catch (WatchFailure failure) {
            failed(failure);
        }
    }

    /** Ends it soon; returns at once. */
    void close() {
        closing.countDown();
        end(stream());
    }

    private synchronized PodListerWatcher.@Nullable Stream stream() {
        return current;
    }

    private static void end(PodListerWatcher.@Nullable Stream stream) {
        if (stream != null) {
            stream.close();
        }
    }

    /** Since when nothing newer is known; null before the first list. */
    @Nullable
    Instant lastSync() {
        return lastSync;
    }

    /** All that had changed by then is in the queue, or was; null before the first list. */
    @Nullable
    Instant completeUntil() {
        return completeUntil;
    }

    /** Why it cannot be relied on; empty if it can. */
    Optional<String> problem(Instant now) {
        String refused = refusal;
        Instant sync = lastSync;
        if (refused != null) {
            return Optional.of(refused);
        }
        if (sync == null) {
            return Optional.of(source.name() + ": not listed yet" + because());
        }
        Duration silence = Duration.between(sync, now);
        return silence.compareTo(times.staleAfter()) <= 0
                ? Optional.empty()
                : Optional.of(source.name() + ": nothing heard for " + silence.toSeconds() + " s" + because());
    }

    private String because() {
        return lastFailure.isEmpty() ? "" : "; " + lastFailure;
    }

    /**
     * Reads the whole list beside the watch and queues the changes that the watch missed. For a thread of its own.
     *
     * @param isMissed whether what is found was missed, and is to be reported so
     * @return whether it was compared
     */
    boolean check(boolean isMissed) throws WatchFailure {
        String before = heard;
        if (before == null) {
            return false;
        }
        Instant begin = clock.instant();
        Instant since = Objects.requireNonNullElse(lastSync, begin);
        try (Comparison comparison = known.list(number)) {
            String version = source.list(pod -> comparison.add(owned(pod)));
            if (Versions.isOlder(version, before)) {
                // A server that lags, or one with another history, which its watch would not show: the list will.
                isListWanted = true;
                end(stream());
                return false;
            }
            boolean isFollowed = !Versions.isOlder(Objects.requireNonNullElse(heard, ""), version);
            Found found = comparison.end(version, false);
            heardOf(version, begin);
            if (isMissed && isFollowed && found.all() > 0) {
                relisted(Reason.CHECK, since, found);
            }
            completeUntil(begin);
            return true;
        }
    }

    private String list() throws WatchFailure {
        Instant begin = clock.instant();
        try (Comparison comparison = known.list(number)) {
            String version = source.list(pod -> comparison.add(owned(pod)));
            String before = heard;
            boolean isOlder = before != null && Versions.isOlder(version, before);
            if (isOlder) {
                waitForNewer(version, Objects.requireNonNullElse(before, ""), begin);
            }
            olderSince = null;
            Found found = comparison.end(version, isOlder);
            Instant since = lastSync;
            if (isOlder) {
                heard = version;
            }
            heardOf(version, begin);
            if (since == null) {
                started.run();
            } else {
                relisted(isOlder ? Reason.RESTORED : relistFor, since, found);
            }
            completeUntil(begin);
            position = version;
            return version;
        }
    }

    private void relisted(Reason reason, Instant since, Found found) {
        LOG.info("Pods listed again ({}), {}: {}", reason, source.name(), found);
        known.report(new Relist(
                reason, Optional.of(since), clock.instant(), found.appeared(), found.changed(), found.gone(), 0));
    }

    // Behind a load balancer one API server may lag. One that never catches up has another history.
    private void waitForNewer(String version, String before, Instant now) throws WatchFailure {
        Instant since = Objects.requireNonNullElse(olderSince, now);
        olderSince = since;
        if (Duration.between(since, now).compareTo(times.olderFor()) < 0) {
            throw new WatchFailure(
                    "the server listed version " + version + ", older than " + before + ", which it sent before");
        }
    }

    private void follow(String from) throws WatchFailure {
        long begin = System.nanoTime();
        Instant opened = clock.instant();
        boolean isNews = false;
        try (PodListerWatcher.Stream stream = source.watch(from, times.watchTime())) {
            opened(stream);
            refusal = null;
            for (Event event = next(stream); event != null && !isClosing(); event = next(stream)) {
                take(event);
                if (event.kind() == Kind.BOOKMARK) {
                    // Made after the watch was requested: what had changed by then has been sent before it, however
                    // long
                    // both were on the way.
                    completeUntil(opened);
                }
                isNews = true;
            }
        } finally {
            opened(null);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        if (!isNews && took.compareTo(AT_ONCE) < 0 && !isClosing()) {
            throw new WatchFailure("the server ended the watch after " + took.toMillis() + " ms, without a word");
        }
        // It ended in time: the server had no more to send. Not every server says that by a bookmark.
        if (took.compareTo(times.watchTime().dividedBy(2)) > 0) {
            heardOf(Objects.requireNonNullElse(position, from), clock.instant());
            well();
            // Servers make no bookmark where nothing changes. What had changed when the watch was requested was sent at
            // its
            // begin: one that was silent before its end had no more of it to send.
            if (waited.compareTo(SILENCE) >= 0 && !isClosing()) {
                completeUntil(opened);
            }
        }
    }

    private @Nullable Event next(PodListerWatcher.Stream stream) throws WatchFailure {
        long begin = System.nanoTime();
        Event event = stream.next();
        waited = Duration.ofNanos(System.nanoTime() - begin);
        return event;
    }

    private void opened(PodListerWatcher.@Nullable Stream stream) {
        synchronized (this) {
            current = stream;
        }
        if (isClosing()) {
            end(stream);
        }
    }

    private void take(Event event) throws WatchFailure {
        String from = Objects.requireNonNullElse(position, "");
        TaskPod pod = event.pod();
        boolean isStrange;
        if (pod == null) {
            isStrange = Versions.isOlder(event.version(), from);
        } else if (event.kind() == Kind.DELETED) {
            known.gone(number, owned(pod));
            isStrange = false;
        } else {
            isStrange = known.shown(number, owned(pod), from) == Verdict.UNEXPLAINED;
        }
        if (isStrange) {
            position = null;
            relistFor = Reason.DISORDER;
            throw new WatchFailure("an event of version " + event.version() + " came after " + from);
        }
        position = Versions.newer(from, event.version());
        heardOf(event.version(), clock.instant());
        well();
    }

    // Whose it was once known to be, it stays; what is looked up may not be known at all times.
    private TaskPod owned(TaskPod pod) {
        Optional<String> tenant = known.tenantOf(pod.uid()).or(() -> tenants.of(pod));
        return tenant.isEmpty() ? pod : pod.withTenant(tenant);
    }

    private synchronized void heardOf(String version, Instant at) {
        heard = Versions.newer(Objects.requireNonNullElse(heard, version), version);
        Instant before = lastSync;
        if (before == null || at.isAfter(before)) {
            lastSync = at;
        }
    }

    private void completeUntil(Instant at) {
        synchronized (this) {
            Instant before = completeUntil;
            if (before != null && !at.isAfter(before)) {
                return;
            }
            completeUntil = at;
        }
        completed.run();
    }

    private void well() {
        if (backoff.failures() > 0) {
            backoff.succeeded();
            LOG.info("Watching again: {}", source.name());
        }
        lastFailure = "";
    }

    private void failed(WatchFailure failure) {
        if (isClosing()) {
            return;
        }
        Duration pause = backoff.failed();
        boolean isStuck = failure.isAnswer() && backoff.failures() % REFUSALS_BEFORE_LIST == 0;
        if (position != null && (failure.isExpired() || isStuck)) {
            position = null;
            relistFor = Reason.EXPIRED;
        }
        lastFailure = String.valueOf(failure.getMessage());
        if (failure.isRefusal()) {
            refusal = source.name() + ": " + failure.getMessage();
        }
        if (backoff.failures() == 1) {
            LOG.warn("Watch interrupted, {}: {}", source.name(), failure.getMessage());
        } else {
            LOG.debug("Watch still interrupted, {}: {}", source.name(), failure.getMessage());
        }
        try {
            boolean unused = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException end) {
            LOG.debug("Interrupted by close: {}", source.name());
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }
}
