package io.clearmladmin.k8s;

import io.clearmladmin.k8s.Relist.Reason;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the handler, in order. Never more than its limit: beyond that, changes of the same pod are folded into one, so
 * that what waits is at most one change for each pod, until the handler comes for more.
 */
final class PodChangeQueue {

    private final int limit;
    private final Clock clock;
    // Changes, relists and syncs.
    private ArrayDeque<Object> waiting = new ArrayDeque<>();
    private @Nullable Folded folded;
    // What came out of folding is not folded again at once.
    private int room;
    private boolean isClosed;

    PodChangeQueue(int limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
        this.room = limit;
    }

    synchronized void add(Change change) {
        if (isClosed) {
            return;
        }
        if (folded == null && waiting.size() >= room) {
            fold();
        }
        if (folded != null) {
            folded.add(change);
        } else {
            waiting.add(change);
        }
        notifyAll();
    }

    synchronized void add(Relist relist) {
        if (isClosed) {
            return;
        }
        if (folded != null) {
            folded.add(relist);
        } else {
            waiting.add(relist);
        }
        notifyAll();
    }

    synchronized void add(Synced synced) {
        if (isClosed) {
            return;
        }
        if (folded != null) {
            folded.add(synced);
        } else {
            // Of those with nothing in between, the last is enough.
            if (waiting.peekLast() instanceof Synced) {
                waiting.removeLast();
            }
            waiting.add(synced);
        }
        notifyAll();
    }

    /** The next change, relist or sync, when there is one; null once it is closed. */
    synchronized @Nullable Object take() throws InterruptedException {
        while (!isClosed && waiting.isEmpty()) {
            if (folded == null) {
                room = limit;
                wait();
            } else {
                unfold(folded);
            }
        }
        return waiting.poll();
    }

    synchronized int size() {
        return waiting.size() + (folded == null ? 0 : folded.changes.size());
    }

    synchronized boolean isClosed() {
        return isClosed;
    }

    /** Nothing more is given out. */
    synchronized void close() {
        isClosed = true;
        waiting = new ArrayDeque<>();
        folded = null;
        notifyAll();
    }

    private void fold() {
        Folded fold = new Folded(clock.instant());
        for (Object one : waiting) {
            if (one instanceof Change change) {
                fold.add(change);
            } else if (one instanceof Relist relist) {
                fold.add(relist);
            } else {
                fold.add((Synced) one);
            }
        }
        waiting = new ArrayDeque<>();
        folded = fold;
    }

    private void unfold(Folded fold) {
        folded = null;
        waiting.addAll(fold.changes.values());
        fold.relist(clock.instant()).ifPresent(waiting::add);
        fold.synced().ifPresent(waiting::add);
        room = limit + waiting.size();
    }

    private static final class Folded {

        final Map<String, Change> changes = new LinkedHashMap<>();
        private final Instant since;
        private @Nullable Relist relist;
        private @Nullable Synced synced;
        private long merged;

        Folded(Instant since) {
            this.since = since;
        }

        void add(Change change) {
            Change before = changes.get(change.uid());
            if (before == null) {
                changes.put(change.uid(), change);
                return;
            }
            merged++;
            Change both = before.with(change);
            if (both == null) {
                changes.remove(change.uid());
            } else {
                changes.put(change.uid(), both);
            }
        }

        void add(Relist one) {
            relist = relist == null ? one : relist.with(one);
        }

        void add(Synced one) {
            synced = one;
        }

        // It comes after all changes, also those that were folded into older ones.
        Optional<Synced> synced() {
            return Optional.ofNullable(synced);
        }

        // Where no change was merged there is nothing to report: the handler was late, no more.
        Optional<Relist> relist(Instant now) {
            if (merged == 0) {
                return Optional.ofNullable(relist);
            }
            Collection<Change> all = changes.values();
            long gone = all.stream().filter(Change::isGone).count();
            long appeared = all.stream().filter(one -> one.old() == null).count();
            Relist slow = new Relist(
                    Reason.SLOW_HANDLER, Optional.of(since), now, appeared, all.size() - appeared - gone, gone, merged);
            return Optional.of(relist == null ? slow : relist.with(slow));
        }
    }
}
