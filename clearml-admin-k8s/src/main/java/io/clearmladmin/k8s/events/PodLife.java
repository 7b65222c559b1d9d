package io.clearmladmin.k8s.events;

import io.clearmladmin.events.Event;
import io.clearmladmin.k8s.TaskPod;
import io.clearmladmin.k8s.TaskPod.State;
import io.clearmladmin.k8s.TaskPod.Status;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the events of a pod's life: of what was told, and of what is seen now. */
final class PodLife {

    private final String source;
    private final String cluster;
    private final Clock clock;

    PodLife(String source, String cluster, Clock clock) {
        this.source = source;
        this.cluster = cluster;
        this.clock = clock;
    }

    /** The event about what is seen, if it is another state than what was told. */
    Optional<Event> event(@Nullable ToldPod told, TaskPod now) {
        State state = now.status().state();
        if (told != null && !told.isNews(state)) {
            return Optional.empty();
        }
        Optional<Instant> ended = ended(told, now.status());
        Instant since = isTimeKnown(told, now.status()) ? now.status().since() : now();
        Instant time = told == null ? since : told.timeOf(state, since);
        Map<String, Object> data = PodData.of(now, cluster);
        if (told != null) {
            data.put(PodData.PREVIOUS, PodData.word(told.state()));
        }
        if (state.isFinal()) {
            PodData.end(data, ended.orElse(time), ended.isPresent());
        }
        String tenant = now.tenant().orElse(told == null ? "" : told.tenant());
        return Optional.of(event(PodData.type(state), tenant, now.uid(), time, data));
    }

    /** The event about a pod that was told of and went while nobody watched. */
    Event vanished(ToldPod told, Event last) {
        Instant now = now();
        Map<String, Object> data = new LinkedHashMap<>(last.data());
        data.put(PodData.STATE, PodData.word(State.DELETED));
        data.put(PodData.PREVIOUS, PodData.word(told.state()));
        data.remove("since");
        // The time of an end that was told is that of the last thing known of it.
        Instant time = told.timeOf(State.DELETED, told.isEnded() ? told.time() : now);
        if (!told.isEnded()) {
            PodData.end(data, time, false);
        }
        return event(PodData.type(State.DELETED), told.tenant(), ToldPod.uid(last), time, data);
    }

    private static Optional<Instant> ended(@Nullable ToldPod told, Status status) {
        if (status.state() != State.DELETED) {
            return status.state().isFinal() ? Optional.of(status.finished().orElse(status.since())) : Optional.empty();
        }
        Optional<Instant> asTold = told != null && told.isEnded() ? Optional.of(told.time()) : Optional.empty();
        return status.finished().or(() -> asTold).or(status::deletion);
    }

    // Of a pod that went unseen, the cluster says when its last state began, not when that ended.
    private static boolean isTimeKnown(@Nullable ToldPod told, Status status) {
        return status.state() != State.DELETED || ended(told, status).isPresent();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Event event(String type, String tenant, String uid, Instant time, Map<String, Object> data) {
        return new Event(source, Event.Kind.LIFECYCLE, type, tenant, PodData.subject(uid), time, data);
    }
}
