package io.clearmladmin.k8s.events;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.PodEvents;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What really happened to pods, by the script that led them, and whether that is what was published. That a pod still runs at a
 * boundary is no change of its state, and left to {@link UsageTruth}. For many threads.
 */
final class Truth {

    // How long before a kill a state may have been there and not published: on a busy machine, more than a second.
    private static final Duration LAG = Duration.ofSeconds(3);

    /**
     * How long it may take until a pod that no watch shows is requested by name: at a start one by one, of which there may be
     * hundreds, and then every two seconds. Where two API servers and a broker shared two cores, six seconds were too few.
     */
    static final Duration LOOKED_UP = Duration.ofSeconds(10);

    /**
     * A state of a pod.
     *
     * @param type of the event that it is published by
     * @param asked when the script began to put it into this state
     * @param begun when it certainly was
     * @param isHidden whether no watch shows it, since it has no label
     */
    record State(String type, Instant asked, Instant begun, boolean isHidden) {

        /** How long it may have to be there before it is seen and published. */
        Duration lag() {
            return isHidden ? LOOKED_UP : LAG;
        }
    }

    /** A pod, whatever was seen of it. */
    static final class Life {
        final List<State> states = new ArrayList<>();
        final List<Instant> starts = new ArrayList<>();
        final BigDecimal gpus;
        // From then on, its status does not give its first start any more.
        Instant firstStartOver = Instant.MAX;
        // It had ended, and has no label from then on: only who knew of it before finds out.
        Instant hidden = Instant.MAX;

        @Nullable
        Instant end;

        boolean isEndSaid;

        private Life(BigDecimal gpus) {
            this.gpus = gpus;
        }
    }

    private final Map<String, Life> lives = new HashMap<>();
    private final Watches watches;
    private Duration longestLag = Duration.ZERO;

    Truth(Watches watches) {
        this.watches = watches;
    }

    /** It will be there. */
    synchronized void made(String uid, BigDecimal gpus) {
        lives.put(uid, new Life(gpus));
    }

    /** It is in this state. */
    synchronized void happened(String uid, String type, Instant asked, boolean isHidden) {
        of(uid).states.add(new State(type, asked, Instant.now(), isHidden));
    }

    /** Its status will give this start, of its first run or a later one. */
    synchronized void started(String uid, Instant start) {
        of(uid).starts.add(start);
    }

    /** From now on its status gives only later starts. */
    synchronized void firstStartOver(String uid) {
        of(uid).firstStartOver = Instant.now();
    }

    /** It has ended, and from now on no watch shows it. */
    synchronized void hidden(String uid) {
        of(uid).hidden = Instant.now();
    }

    /** It ends then, and its status will say so or not. */
    synchronized void ended(String uid, Instant end, boolean isSaid) {
        of(uid).end = end;
        of(uid).isEndSaid = isSaid;
    }

    private Life of(String uid) {
        Life life = lives.get(uid);
        if (life == null) {
            throw new AssertionError(uid + " never was");
        }
        return life;
    }

    /** All of them; when no more happens to them. */
    synchronized Map<String, Life> lives() {
        return Map.copyOf(lives);
    }

    /** Whether the last event of each pod is what happened to it last; of what can be seen, something must have been published. */
    synchronized boolean isReachedBy(Map<String, List<Event>> published) {
        return notReachedBy(published).isEmpty();
    }

    /** The first of which that does not hold, for people. */
    synchronized Optional<String> notReachedBy(Map<String, List<Event>> published) {
        return lives.entrySet().stream()
                .filter(life -> {
                    List<State> states = life.getValue().states;
                    State last = states.get(states.size() - 1);
                    List<Event> events = changes(published.getOrDefault(life.getKey(), List.of()));
                    return events.isEmpty()
                            ? !last.isHidden()
                                    && !last.type().equals(PodEvents.DELETED)
                                    && life.getValue().hidden.equals(Instant.MAX)
                            : !events.get(events.size() - 1).type().equals(last.type());
                })
                .findFirst()
                .map(life -> describe(life.getKey(), published.getOrDefault(life.getKey(), List.of())));
    }

    /** Without those that say that a pod still runs. */
    static List<Event> changes(List<Event> published) {
        return published.stream()
                .filter(event -> !event.type().equals(PodEvents.STILL_RUNNING))
                .toList();
    }

    /** Fails unless each history is the true one but for states nobody could see; returns how many those are. */
    synchronized int check(Map<String, List<Event>> published) {
        if (!lives.keySet().containsAll(published.keySet())) {
            throw new AssertionError("published pods that never were");
        }
        int unseen = 0;
        for (Map.Entry<String, Life> life : lives.entrySet()) {
            unseen += check(life.getKey(), life.getValue(), changes(published.getOrDefault(life.getKey(), List.of())));
        }
        return unseen;
    }

    private int check(String uid, Life life, List<Event> published) {
        Set<UUID> ids = new HashSet<>();
        published.forEach(event -> ids.add(event.id()));
        int unseen = unseen(life, 0, published, 0);
        if (unseen < 0 || ids.size() < published.size()) {
            throw new AssertionError("published what was not, or not what was: " + describe(uid, published));
        }
        return unseen;
    }

    /** How many states from number {@code i} on are not among the events from {@code next} on; negative if that is not right. */
    private int unseen(Life life, int i, List<Event> published, int next) {
        if (i == life.states.size()) {
            return next == published.size() ? 0 : -1;
        }
        State state = life.states.get(i);
        boolean isPublished =
                next < published.size() && published.get(next).type().equals(state.type());
        int unseen = isPublished ? unseen(life, i + 1, published, next + 1) : -1;
        if (unseen >= 0) {
            return unseen;
        }
        boolean isLast = i == life.states.size() - 1;
        boolean couldBeUnseen = (next == 0 && state.isHidden())
                || (isLast && published.isEmpty() && state.type().equals(PodEvents.DELETED))
                || couldBeUnseen(life, i, next > 0);
        // That it is again what was published last is no news.
        boolean isNoNews = next > 0 && published.get(next - 1).type().equals(state.type());
        unseen = couldBeUnseen || isNoNews ? unseen(life, i + 1, published, next) : -1;
        return unseen < 0 || !couldBeUnseen ? unseen : unseen + 1;
    }

    // It came and went while nobody watched, or so shortly before a kill that it was not published any more.
    private boolean couldBeUnseen(Life life, int i, boolean isKnown) {
        State state = life.states.get(i);
        boolean isLast = i == life.states.size() - 1;
        Instant over = isLast ? Instant.MAX : life.states.get(i + 1).begun();
        boolean isHiddenLater = life.hidden.isAfter(state.begun()) && life.hidden.isBefore(over);
        if (isLast && !isHiddenLater) {
            return false;
        }
        if (state.isHidden()) {
            return watches.toSee(state.begun(), over).compareTo(state.lag()) <= 0;
        }
        Duration lag = watches.toPublish(state.begun(), isHiddenLater ? life.hidden : over);
        // Without its label it is requested by name, if it is known.
        boolean isFound =
                isHiddenLater && isKnown && watches.toSee(life.hidden, over).compareTo(LOOKED_UP) > 0;
        boolean isUnseen = lag.compareTo(LAG) <= 0 && !isFound;
        if (isUnseen && lag.compareTo(longestLag) > 0) {
            longestLag = lag;
        }
        return isUnseen;
    }

    /** Of the states that were not published, how long at most one was to be seen before the kill. */
    synchronized Duration longestLag() {
        return longestLag;
    }

    synchronized String describe(String uid, List<Event> published) {
        return uid + " lived " + of(uid).states + ", started " + of(uid).starts + ", ended " + of(uid).end
                + (of(uid).isEndSaid ? " as its status says" : "") + ", published was " + published
                + ", somebody watched " + watches;
    }

    synchronized int states() {
        return lives.values().stream().mapToInt(life -> life.states.size()).sum();
    }
}
