package io.clearmladmin.k8s.events;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.PodEvents;
import io.clearmladmin.k8s.TaskPod;
import io.clearmladmin.k8s.TaskPod.State;
import io.clearmladmin.k8s.TaskPod.Status;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the events of a pod's life, from what was published and what is seen now. */
final class PodLife {

    private final String source;
    private final String cluster;
    private final Clock clock;
    private final PodDetails details;

    PodLife(String source, String cluster, Clock clock, PodDetails details) {
        this.source = source;
        this.cluster = cluster;
        this.clock = clock;
        this.details = details;
    }

    /** The event about what is seen, if its state is another than the one published. */
    Optional<Event> event(@Nullable Published published, TaskPod now) {
        State state = now.status().state();
        if (published == null ? state == State.UNLABELLED : !published.isNews(state)) {
            return Optional.empty();
        }
        Instant since = isTimeKnown(published, now.status()) ? now.status().since() : now();
        Instant time = published == null ? since : published.timeOf(state, since);
        Map<String, Object> data = PodData.of(now, cluster);
        if (state == State.UNLABELLED) {
            data.put(PodData.SINCE, time.toString());
        }
        details.addTo(data, now);
        if (published != null) {
            data.put(PodData.PREVIOUS, PodData.word(published.state()));
            keepStart(data, published);
        }
        Instant boundary = published == null ? null : published.boundary();
        if (state.isFinal()) {
            End end = end(published, now.status());
            PodData.end(data, end);
            if (published == null || !published.isEnded()) {
                PodData.usage(data, boundary, end.time());
            }
        } else if (boundary != null) {
            data.put(PodData.USAGE_UNTIL, boundary.toString());
        }
        return Optional.of(event(PodData.type(state), tenant(published, now), now.uid(), time, data));
    }

    /** The event about a pod that runs at a boundary; empty if it is not known to have run since an earlier time. */
    Optional<Event> stillRunning(Published published, TaskPod now, Instant boundary) {
        if (!published.isRunningAt(now.status().started(), boundary)) {
            return Optional.empty();
        }
        Map<String, Object> data = PodData.of(now, cluster);
        details.addTo(data, now);
        data.put(PodData.PREVIOUS, PodData.word(published.state()));
        keepStart(data, published);
        PodData.usage(data, published.boundary(), boundary);
        return Optional.of(event(PodEvents.STILL_RUNNING, tenant(published, now), now.uid(), boundary, data));
    }

    private static String tenant(@Nullable Published published, TaskPod now) {
        return now.tenant().orElse(published == null ? "" : published.tenant());
    }

    /** The event about a pod that was published, last with these data, and went while nobody watched. */
    Event vanished(Published published, String uid, Map<String, Object> last) {
        Instant now = now();
        Map<String, Object> data = new LinkedHashMap<>(last);
        data.put(PodData.STATE, PodData.word(State.DELETED));
        data.put(PodData.PREVIOUS, PodData.word(published.state()));
        data.remove(PodData.SINCE);
        data.remove(PodData.OTHERS_RUNNING);
        data.keySet().removeAll(PodData.USAGE);
        // The time of an end that was published is the last thing known of it.
        Instant time = published.timeOf(State.DELETED, published.isEnded() ? published.time() : now);
        if (!published.isEnded()) {
            PodData.end(data, new End(time, false));
            PodData.usage(data, published.boundary(), time);
        }
        return event(PodData.type(State.DELETED), published.tenant(), uid, time, data);
    }

    // A container that was started again and again shows but its last starts: what was published first stands.
    private static void keepStart(Map<String, Object> data, Published published) {
        Instant started = published.started();
        if (started != null) {
            data.put(PodData.STARTED, started.toString());
        }
    }

    /** The end that was published; else when the cluster says that it was; else now, which is when it was noticed. */
    private End end(@Nullable Published published, Status status) {
        if (published != null && published.end() != null) {
            return published.end();
        }
        return status.finished().map(time -> new End(time, true)).orElseGet(() -> new End(now(), false));
    }

    // Of a pod that went unseen, the cluster says when its last state began, not when that ended; of labels, it says
    // nothing.
    static boolean isTimeKnown(@Nullable Published published, Status status) {
        return switch (status.state()) {
            case UNLABELLED -> false;
            case DELETED ->
                status.finished().isPresent()
                        || status.deletion().isPresent()
                        || (published != null && published.isEnded());
            case SUCCEEDED, FAILED, EVICTED -> true;
            default ->
                published == null
                        || published.state() != State.UNLABELLED
                        || status.since().isAfter(published.time());
        };
    }

    /** The same pod in another state, of which the cluster says nothing. */
    static TaskPod as(State state, TaskPod pod) {
        Status was = pod.status();
        return pod.withStatus(new Status(
                state,
                was.phase(),
                was.reason(),
                was.message(),
                was.since(),
                was.started(),
                was.finished(),
                was.exitCode(),
                was.restarts(),
                false,
                Optional.empty()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Event event(String type, String tenant, String uid, Instant time, Map<String, Object> data) {
        return new Event(source, Event.Kind.LIFECYCLE, type, tenant, PodData.subject(uid), time, data);
    }

    /**
     * When a pod ended.
     *
     * @param time when
     * @param isKnown whether the cluster said so; else it is when that was noticed
     */
    record End(Instant time, boolean isKnown) {}

    /**
     * What was published of a pod last.
     *
     * @param state its state
     * @param time the event's time
     * @param tenant the event's tenant; empty if it was not known
     * @param started the earliest start that was published; absent if none was
     * @param end its end, once that was published
     * @param boundary up to when its usage was published; absent as long as none was
     */
    record Published(
            State state,
            Instant time,
            String tenant,
            @Nullable Instant started,
            @Nullable End end,
            @Nullable Instant boundary) {

        private static final String SUBJECT = PodData.subject("");

        /** Empty if the event is not about a pod's life. */
        static Optional<Published> of(Event last) {
            boolean isLife = isOfPod(last)
                    && PodEvents.types().contains(last.type())
                    && !last.type().equals(PodEvents.PRESENT);
            if (!isLife) {
                return Optional.empty();
            }
            boolean isStillRunning = last.type().equals(PodEvents.STILL_RUNNING);
            String word = last.type().substring(last.type().indexOf('.') + 1);
            State state = isStillRunning ? State.RUNNING : State.valueOf(word.toUpperCase(Locale.ROOT));
            Instant ended = state.isFinal() ? PodData.time(last.data(), PodData.ENDED) : null;
            boolean isKnown = Boolean.TRUE.equals(last.data().get(PodData.END_KNOWN));
            return Optional.of(new Published(
                    state,
                    last.time(),
                    last.tenant(),
                    PodData.time(last.data(), PodData.STARTED),
                    ended == null ? null : new End(ended, isKnown),
                    isStillRunning ? last.time() : PodData.time(last.data(), PodData.USAGE_UNTIL)));
        }

        static boolean isOfPod(Event event) {
            return isOfPod(event.subject());
        }

        static boolean isOfPod(String subject) {
            return subject.startsWith(SUBJECT);
        }

        static String uid(Event last) {
            return uid(last.subject());
        }

        static String uid(String subject) {
            return subject.substring(SUBJECT.length());
        }

        Published ofTenant(String known) {
            return new Published(state, time, known, started, end, boundary);
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

        /** Whether, with this start if none was published, it is to be published at this boundary. */
        boolean isRunningAt(Optional<Instant> shown, Instant at) {
            Instant start = started == null ? shown.orElse(Instant.MAX) : started;
            boolean isNew = boundary == null || at.isAfter(boundary);
            return state == State.RUNNING && isNew && !at.isBefore(start) && !at.isBefore(time);
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
                case RUNNING, UNKNOWN, UNLABELLED -> 1;
                case SUCCEEDED, FAILED, EVICTED -> 2;
                case DELETED -> 3;
            };
        }
    }
}
