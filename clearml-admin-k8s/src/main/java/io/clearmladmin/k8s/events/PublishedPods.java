package io.clearmladmin.k8s.events;

import io.clearmladmin.events.Event;
import io.clearmladmin.k8s.TaskPod;
import io.clearmladmin.k8s.TaskPod.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was published of each pod, and what is to be published of what is seen. For one thread. */
final class PublishedPods {

    private final PodLife life;
    private final Map<String, PodLife.Published> published = new HashMap<>();
    private List<String> gone = new ArrayList<>();
    // Until all pods have been shown: the last events of those that were not.
    private final Map<String, Event> unseen = new HashMap<>();

    /** With what the journal remembers. */
    PublishedPods(PodLife life, Map<String, Event> remembered) {
        this.life = life;
        remembered.values().forEach(this::remember);
    }

    private void remember(Event last) {
        PodLife.Published.of(last).ifPresent(pod -> {
            String uid = PodLife.Published.uid(last);
            published.put(uid, pod);
            if (pod.state() == State.DELETED) {
                gone.add(uid);
            } else {
                unseen.put(uid, last);
            }
        });
    }

    /** What is to be published of it, in order. That counts as published from here on. */
    List<Event> eventsOf(Observation observation) {
        TaskPod pod = observation.pod();
        List<Event> events = pod == null ? vanished() : changed(pod);
        events.forEach(this::publish);
        return events;
    }

    private List<Event> changed(TaskPod pod) {
        unseen.remove(pod.uid());
        return life.event(published.get(pod.uid()), pod).stream().toList();
    }

    private List<Event> vanished() {
        List<Event> events = new ArrayList<>();
        unseen.forEach(
                (uid, last) -> PodLife.Published.of(last).ifPresent(pod -> events.add(life.vanished(pod, last))));
        unseen.clear();
        return events;
    }

    private void publish(Event event) {
        PodLife.Published.of(event).ifPresent(pod -> {
            published.put(PodLife.Published.uid(event), pod);
            if (pod.state() == State.DELETED) {
                gone.add(PodLife.Published.uid(event));
            }
        });
    }

    /** How many pods are known not to be deleted. */
    int size() {
        return published.size() - gone.size();
    }

    /** The subjects of pods that are gone, each handed out once: nothing more will be heard of them. */
    List<String> takeGone() {
        List<String> taken = gone;
        gone = new ArrayList<>();
        taken.forEach(published::remove);
        return taken.stream().map(PodData::subject).toList();
    }

    /**
     * What a watch showed.
     *
     * @param pod a pod as it is now, or was when it went; null where all pods there are have been shown
     */
    record Observation(@Nullable TaskPod pod) {

        static final Observation ALL = new Observation(null);
    }
}
