package io.clearmladmin.k8s.events;

import io.clearmladmin.events.Event;
import io.clearmladmin.k8s.TaskPod;
import io.clearmladmin.k8s.TaskPod.State;
import io.clearmladmin.k8s.TaskPod.Status;
import io.clearmladmin.k8s.events.PublishedPod.End;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the events of a pod's life, from what was published and what is seen now. */
final class PodLife {

    private final String source;
    private final String cluster;
    private final Clock clock;

    PodLife(String source, String cluster, Clock clock) {
        this.source = source;
        this.cluster = cluster;
        this.clock = clock;
    }

    /** The event about what is seen, if its state is another than the one published. */
    Optional<Event> event(@Nullable PublishedPod published, TaskPod now) {
        State state = now.status().state();
        if (published != null && !published.isNews(state)) {
            return Optional.empty();
        }
        Instant since = isTimeKnown(published, now.status()) ? now.status().since() : now();
        Instant time = published == null ? since : published.timeOf(state, since);
        Map<String, Object> data = PodData.of(now, cluster);
        if (published != null) {
            data.put(PodData.PREVIOUS, PodData.word(published.state()));
            keepStart(data, published, now.status());
        }
        if (state.isFinal()) {
            PodData.end(data, end(published, now.status()));
        }
        String tenant = now.tenant().orElse(published == null ? "" : published.tenant());
        return Optional.of(event(PodData.type(state), tenant, now.uid(), time, data));
    }

    /** The event about a pod that was published and went while nobody watched. */
    Event vanished(PublishedPod published, Event last) {
        Instant now = now();
        Map<String, Object> data = new LinkedHashMap<>(last.data());
        data.put(PodData.STATE, PodData.word(State.DELETED));
        data.put(PodData.PREVIOUS, PodData.word(published.state()));
        data.remove("since");
        data.remove(PodData.OTHERS_RUNNING);
        // The time of an end that was published is the last thing known of it.
        Instant time = published.timeOf(State.DELETED, published.isEnded() ? published.time() : now);
        if (!published.isEnded()) {
            PodData.end(data, new End(time, false));
        }
        return event(PodData.type(State.DELETED), published.tenant(), PublishedPod.uid(last), time, data);
    }

    // A container that was started again and again shows but its last starts: what was published first stands.
    private static void keepStart(Map<String, Object> data, PublishedPod published, Status now) {
        Instant started = published.started();
        if (started != null && started.isBefore(now.started().orElse(Instant.MAX))) {
            data.put(PodData.STARTED, started.toString());
        }
    }

    /** The end that was published; else when the cluster says that it was; else now, which is when it was noticed. */
    private End end(@Nullable PublishedPod published, Status status) {
        if (published != null && published.end() != null) {
            return published.end();
        }
        return status.finished().map(time -> new End(time, true)).orElseGet(() -> new End(now(), false));
    }

    // Of a pod that went unseen, the cluster says when its last state began, not when that ended.
    private static boolean isTimeKnown(@Nullable PublishedPod published, Status status) {
        return status.state() != State.DELETED
                || status.finished().isPresent()
                || status.deletion().isPresent()
                || (published != null && published.isEnded());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Event event(String type, String tenant, String uid, Instant time, Map<String, Object> data) {
        return new Event(source, Event.Kind.LIFECYCLE, type, tenant, PodData.subject(uid), time, data);
    }
}
