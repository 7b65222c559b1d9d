package io.clearmladmin.k8s.events;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.PodEvents;
import io.clearmladmin.k8s.TaskPod.State;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was published of a pod last.
 *
 * @param state its state
 * @param time the event's time
 * @param tenant the event's tenant; empty if it was not known
 * @param started the earliest start that was published; absent if none was
 * @param end its end, once that was published
 */
record PublishedPod(
        State state,
        Instant time,
        String tenant,
        @Nullable Instant started,
        @Nullable End end) {

    /**
     * When a pod ended.
     *
     * @param time when
     * @param isKnown whether the cluster said so; else it is when that was noticed
     */
    record End(Instant time, boolean isKnown) {}

    private static final String SUBJECT = PodData.subject("");

    /** Empty if the event is not about a pod's life. */
    static Optional<PublishedPod> of(Event last) {
        boolean isLife = last.subject().startsWith(SUBJECT)
                && PodEvents.types().contains(last.type())
                && !last.type().equals(PodEvents.PRESENT);
        if (!isLife) {
            return Optional.empty();
        }
        String word = last.type().substring(last.type().indexOf('.') + 1);
        State state = State.valueOf(word.toUpperCase(Locale.ROOT));
        Instant ended = state.isFinal() ? PodData.time(last, PodData.ENDED) : null;
        boolean isKnown = Boolean.TRUE.equals(last.data().get(PodData.END_KNOWN));
        return Optional.of(new PublishedPod(
                state,
                last.time(),
                last.tenant(),
                PodData.time(last, PodData.STARTED),
                ended == null ? null : new End(ended, isKnown)));
    }

    static String uid(Event last) {
        return last.subject().substring(SUBJECT.length());
    }

    boolean isEnded() {
        return state.isFinal() && state != State.DELETED;
    }

    /**
     * Whether this state is news after what was published. What ended does not end again, and does not come back: of what is
     * final, only that it was deleted is news.
     */
    boolean isNews(State now) {
        return now != state && (!state.isFinal() || (isEnded() && now == State.DELETED));
    }

    /**
     * The time of the event that follows. It is the cluster's, unless that lies before what was published. After a step back,
     * from running to pending say, it is later than all before it: else a state that is entered again could have the id it
     * had the first time.
     */
    Instant timeOf(State now, Instant since) {
        Instant earliest = rank(now) > rank(state) ? time : time.plusMillis(1);
        return since.isBefore(earliest) ? earliest : since;
    }

    private static int rank(State state) {
        return switch (state) {
            case PENDING -> 0;
            case RUNNING, UNKNOWN -> 1;
            case SUCCEEDED, FAILED, EVICTED -> 2;
            case DELETED -> 3;
        };
    }
}
