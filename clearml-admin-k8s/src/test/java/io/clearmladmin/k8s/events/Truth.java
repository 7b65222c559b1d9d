package io.clearmladmin.k8s.events;

import io.clearmladmin.events.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What really happened to pods, when somebody watched, and whether that is what was published. For many threads. */
final class Truth {

    // How long before a kill a state may have been seen and not published.
    private static final long LAG_NANOS = 1_000_000_000L;

    private record State(String type, long begun) {}

    /** Somebody watched, and was killed at its end. */
    private record Watched(long from, long to) {}

    private final Map<String, List<State>> lives = new HashMap<>();
    private final List<Watched> watched = new ArrayList<>();
    private long watchedSince;
    private boolean isWatched;
    private long longestLag;

    synchronized void happened(String uid, String type) {
        lives.computeIfAbsent(uid, pod -> new ArrayList<>()).add(new State(type, System.nanoTime()));
    }

    /** Nobody watches any more. */
    synchronized void killed() {
        if (isWatched) {
            watched.add(new Watched(watchedSince, System.nanoTime()));
        }
        isWatched = false;
    }

    /** Somebody watches, and knows all pods there are. */
    synchronized void watched() {
        watchedSince = System.nanoTime();
        isWatched = true;
    }

    /** Whether the last event of each pod is what happened to it last; of what lives, something must have been published. */
    synchronized boolean isReachedBy(Map<String, List<Event>> published) {
        return lives.entrySet().stream().allMatch(life -> {
            String last = life.getValue().get(life.getValue().size() - 1).type();
            List<Event> events = published.getOrDefault(life.getKey(), List.of());
            return events.isEmpty()
                    ? last.equals("pod.deleted")
                    : events.get(events.size() - 1).type().equals(last);
        });
    }

    /** Fails unless each history is the true one but for states nobody could see; returns how many those are. */
    synchronized int check(Map<String, List<Event>> published) {
        if (!lives.keySet().containsAll(published.keySet())) {
            throw new AssertionError("published pods that never were");
        }
        int unseen = 0;
        for (Map.Entry<String, List<State>> life : lives.entrySet()) {
            unseen += check(life.getKey(), life.getValue(), published.getOrDefault(life.getKey(), List.of()));
        }
        return unseen;
    }

    private int check(String uid, List<State> life, List<Event> published) {
        Set<UUID> ids = new HashSet<>();
        published.forEach(event -> ids.add(event.id()));
        int next = 0;
        int unseen = 0;
        for (int i = 0; i < life.size(); i++) {
            if (next < published.size()
                    && published.get(next).type().equals(life.get(i).type())) {
                next++;
            } else if (couldBeUnseen(life, i) || (i == life.size() - 1 && published.isEmpty())) {
                unseen++;
            } else {
                throw new AssertionError(life.get(i).type() + " was not published: " + describe(uid, life, published));
            }
        }
        if (next < published.size() || ids.size() < published.size()) {
            throw new AssertionError("published what was not, or twice: " + describe(uid, life, published));
        }
        return unseen;
    }

    // It came and went while nobody watched, or so shortly before a kill that it was not published any more.
    private boolean couldBeUnseen(List<State> life, int i) {
        long begun = life.get(i).begun();
        if (i == life.size() - 1 || life.get(i + 1).begun() > watchedSince) {
            return false;
        }
        long lag = 0;
        for (Watched one : watched) {
            if (life.get(i + 1).begun() > one.from() && begun < one.to()) {
                lag = Math.max(lag, one.to() - Math.max(begun, one.from()));
            }
        }
        if (lag <= LAG_NANOS) {
            longestLag = Math.max(longestLag, lag);
        }
        return lag <= LAG_NANOS;
    }

    /** Of the states that were not published, how long at most one was to be seen before the kill, in milliseconds. */
    synchronized long longestLag() {
        return longestLag / 1_000_000;
    }

    /** For how long altogether somebody watched who was killed, in seconds. */
    synchronized long watchedSeconds() {
        return watched.stream().mapToLong(one -> one.to() - one.from()).sum() / 1_000_000_000;
    }

    private String describe(String uid, List<State> life, List<Event> published) {
        return uid + " lived "
                + life.stream()
                        .map(state -> state.type() + " " + state.begun() / 1_000_000)
                        .toList() + ", published was "
                + published.stream()
                        .map(event -> event.type() + "@" + event.time())
                        .toList() + ", somebody watched "
                + watched.stream()
                        .map(one -> one.from() / 1_000_000 + " to " + one.to() / 1_000_000)
                        .toList();
    }

    synchronized int states() {
        return lives.values().stream().mapToInt(List::size).sum();
    }
}
