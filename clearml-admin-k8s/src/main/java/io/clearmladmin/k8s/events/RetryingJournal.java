package io.clearmladmin.k8s.events;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventsNotEmittedException;
import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.events.JournalFencedException;
import io.clearmladmin.events.LifecycleJournal;
import io.clearmladmin.events.LifecycleJournal.RestoreHandler;
import io.clearmladmin.internal.threads.Foreign;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal that is retried until it works, in order: the next events wait for those before. Only that it is fenced, an
 * interrupt by close, or an error of the machine itself ends it. The same events are recorded again, with the same ids. For one
 * thread.
 */
final class RetryingJournal {

    private static final Logger LOG = LoggerFactory.getLogger(PodMonitor.class);
    private static final String JOURNAL = "the journal";
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final LifecycleJournal journal;
    private final Duration timeout;
    private final @Nullable LeaderLease lease;
    private final MonitorMetrics metrics;
    private final Consumer<RuntimeException> listener;
    private final BooleanSupplier isClosing;
    private long pauseMillis = FIRST_PAUSE_MILLIS;

    RetryingJournal(PodMonitor.Settings settings, MonitorMetrics metrics, BooleanSupplier isClosing) {
        this.isClosing = isClosing;
        this.journal = settings.journal();
        this.timeout = settings.recordTimeout();
        this.lease = settings.lease();
        this.metrics = metrics;
        this.listener = settings.listener();
    }

    /** Restores it; of these handlers, each try has one of its own. To be called first. Returns the one that has everything. */
    <H extends RestoreHandler> H begin(Supplier<H> handlers) throws InterruptedException {
        H restored = restore(handlers);
        works();
        return restored;
    }

    private <H extends RestoreHandler> H restore(Supplier<H> handlers) throws InterruptedException {
        while (true) {
            H handler = handlers.get();
            try {
                Foreign.run(JOURNAL, () -> journal.restore(handler));
                return handler;
            } catch (JournalFencedException ended) {
                throw ended;
            } catch (RuntimeException failure) {
                pauseAfter(failure);
            }
        }
    }

    void record(List<Event> events) throws InterruptedException {
        List<Event> open = events;
        while (!open.isEmpty()) {
            requireHeld();
            List<Event> now = open;
            try {
                Foreign.run(JOURNAL, () -> journal.record(now, timeout));
                published(open);
                return;
            } catch (JournalFencedException ended) {
                throw ended;
            } catch (EventsNotEmittedException notPublished) {
                List<Event> left = withoutRefused(open, notPublished);
                if (left.size() == open.size()) {
                    pauseAfter(notPublished);
                } else {
                    // One that will never be taken must not hold up the others.
                    metrics.failed.addAndGet(open.size() - left.size());
                    say(notPublished);
                }
                open = left;
            } catch (RuntimeException failure) {
                pauseAfter(failure);
            }
            List<Event> unsure = open;
            if (restore(() -> new LastIds(unsure)).areAllLast()) {
                published(open);
                return;
            }
        }
    }

    void forget(List<String> subjects) throws InterruptedException {
        while (!subjects.isEmpty()) {
            requireHeld();
            try {
                Foreign.run(JOURNAL, () -> journal.forget(subjects, timeout));
                works();
                return;
            } catch (JournalFencedException ended) {
                throw ended;
            } catch (RuntimeException failure) {
                pauseAfter(failure);
                var unused = restore(() -> new LastIds(List.of()));
            }
        }
    }

    // Whoever was halted may have lost it without a word; another may be at work.
    private void requireHeld() throws InterruptedException {
        if (lease != null && !lease.isHeld()) {
            throw new InterruptedException("the Lease is not held any more");
        }
    }

    private void published(List<Event> events) {
        if (!events.isEmpty()) {
            metrics.published(events.stream().filter(PodLife.Published::isOfPod).count());
        }
        works();
    }

    private void works() {
        if (metrics.works()) {
            LOG.info("The journal works again");
        }
        pauseMillis = FIRST_PAUSE_MILLIS;
    }

    private static List<Event> withoutRefused(List<Event> events, EventsNotEmittedException notPublished) {
        Set<UUID> refused = notPublished.refused().stream()
                .map(Failure::event)
                .map(Event::id)
                .collect(Collectors.toSet());
        return events.stream().filter(event -> !refused.contains(event.id())).toList();
    }

    /** Whether some events were published: a journal takes all of a call or nothing. */
    private static final class LastIds implements RestoreHandler {

        private final Map<String, UUID> wanted = new HashMap<>();
        private final Set<String> found = new HashSet<>();

        LastIds(List<Event> events) {
            events.forEach(event -> wanted.put(event.subject(), event.id()));
        }

        @Override
        public void onLast(Event event) {
            UUID id = wanted.get(event.subject());
            if (id != null && id.equals(event.id())) {
                found.add(event.subject());
            } else {
                found.remove(event.subject());
            }
        }

        @Override
        public void onForgotten(String subject) {
            found.remove(subject);
        }

        boolean areAllLast() {
            return found.size() == wanted.size();
        }
    }

    private void pauseAfter(RuntimeException failure) throws InterruptedException {
        metrics.retried.incrementAndGet();
        if (metrics.fails(failure)) {
            LOG.warn("The journal failed and is retried: {}", failure.getMessage());
        }
        say(failure);
        long half = pauseMillis / 2;
        try {
            TimeUnit.MILLISECONDS.sleep(half + ThreadLocalRandom.current().nextLong(half + 1));
        } catch (InterruptedException woken) {
            // By close(); or by the journal or the listener, who do not decide on the monitor's end.
            if (isClosing.getAsBoolean()) {
                throw woken;
            }
        }
        pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, 2 * pauseMillis);
    }

    private void say(RuntimeException failure) {
        Foreign.notify(LOG, "The listener for failures", () -> listener.accept(failure));
    }
}
