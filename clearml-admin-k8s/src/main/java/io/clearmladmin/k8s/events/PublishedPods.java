package io.clearmladmin.k8s.events;

import io.clearmladmin.events.Event;
import io.clearmladmin.k8s.Relist;
import io.clearmladmin.k8s.TaskPod;
import io.clearmladmin.k8s.TaskPod.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What was published of each pod, and what is to be published of what is seen. For one thread. */
final class PublishedPods {

    private final PodLife life;
    private final WatchedTimes times;
    private final RunningPods running;
    private final Map<String, PodLife.Published> published;
    private final StateCounts states = new StateCounts();
    private final UnshownPods unshown = new UnshownPods();
    private List<String> gone = new ArrayList<>();
    // The cluster said so by itself: what it showed before may still come.
    private List<String> foundGone = new ArrayList<>();
    // Until all pods have been shown: what the last events of those that were not carry.
    private final Map<String, PackedData> unseen;
    // All were shown by then, and nothing was published of that yet; and up to when all was known after that.
    private @Nullable Instant started;
    private @Nullable Instant syncedSince;

    /** With what the journal remembers. */
    PublishedPods(PodLife life, WatchedTimes times, RunningPods running, RestoredPods remembered) {
        this.life = life;
        this.times = times;
        this.running = running;
        this.published = remembered.published();
        this.unseen = remembered.data();
        published.forEach((uid, pod) -> {
            states.entered(pod.state());
            if (pod.state() == State.DELETED) {
                gone.add(uid);
            }
        });
    }

    /** The pod that was seen, if its state is to be published. */
    Optional<TaskPod> newsOf(Observation observation) {
        if (!(observation instanceof Seen seen)) {
            return Optional.empty();
        }
        PodLife.Published last = published.get(seen.pod().uid());
        boolean isNews = last == null || last.isNews(seen.pod().status().state());
        return isNews ? Optional.of(seen.pod()) : Optional.empty();
    }

    /** What is to be published of it, in order. That counts as published from here on. */
    List<Event> eventsOf(Observation observation) {
        if (observation instanceof Seen seen) {
            return changed(seen.pod(), seen.at());
        }
        if (observation instanceof Synced synced) {
            synced(synced.until());
            return List.of();
        }
        return relisted(((Listed) observation).relist());
    }

    private List<Event> changed(TaskPod pod, Instant at) {
        String uid = pod.uid();
        unseen.remove(uid);
        unshown.remove(uid);
        PodLife.Published before = published.get(uid);
        if (pod.status().state() == State.UNLABELLED && before != null && before.state() != State.DELETED) {
            unshown.unlabelled(pod);
        }
        Optional<Event> change = life.event(before, pod);
        List<Event> events = new ArrayList<>();
        if (change.isPresent() && before != null && before.state() == State.RUNNING) {
            events.addAll(stillRunning(uid, passed(before, pod, change.get(), at)));
            // It goes on from there.
            change = life.event(published.get(uid), pod);
        }
        change.ifPresent(event -> {
            publish(event, gone);
            events.add(event);
        });
        PodLife.Published now = published.get(uid);
        if (now != null && now.state() == State.RUNNING && pod.status().state() == State.RUNNING) {
            running.runs(pod);
        } else {
            running.stopped(uid);
        }
        return events;
    }

    // Up to what is known to have ended it. Of one that vanished unseen, nobody knows whether it ran at a later
    // boundary; one that is unlabelled is still there. What is due was watched: of that, only a time that the cluster
    // gives takes away.
    private List<Instant> passed(PodLife.Published before, TaskPod pod, Event change, Instant at) {
        Instant ended = PodData.time(change.data(), PodData.ENDED);
        Instant end = ended != null && ended.isBefore(change.time()) ? ended : change.time();
        boolean isJustNoticed = Boolean.FALSE.equals(change.data().get(PodData.END_KNOWN));
        Instant last = ended != null && isJustNoticed ? ended : end;
        List<Instant> passed = new ArrayList<>(running.takeDue(pod.uid()));
        passed.removeIf(boundary -> !boundary.isBefore(last));
        if (pod.status().state() == State.UNLABELLED || PodLife.isTimeKnown(before, pod.status())) {
            passed.addAll(running.passed(end, at));
        }
        return passed;
    }

    private List<Event> stillRunning(String uid, List<Instant> boundaries) {
        List<Event> events = new ArrayList<>();
        for (Instant boundary : boundaries) {
            PodLife.Published before = published.get(uid);
            TaskPod pod = running.get(uid);
            if (before != null && pod != null) {
                life.stillRunning(before, pod, boundary).ifPresent(event -> {
                    publish(event, gone);
                    events.add(event);
                });
            }
        }
        return events;
    }

    private void synced(Instant until) {
        if (started != null) {
            syncedSince = until;
        } else {
            running.synced(until);
            times.synced(until);
        }
    }

    private List<Event> relisted(Relist relist) {
        Instant until = relist.until();
        if (relist.reason() == Relist.Reason.START) {
            allShown();
            started = until;
        } else if (started != null) {
            started = until;
            syncedSince = null;
        } else {
            running.missed(until);
            return times.missed(relist.since(), until, PodData.word(relist.reason())).stream()
                    .toList();
        }
        return List.of();
    }

    /**
     * So much of what is to be published because of the time: that somebody watches, again or still, and which pods run at a
     * boundary. As published from here on.
     */
    List<Event> eventsDue(int most) {
        List<Event> events = new ArrayList<>();
        Instant start = started;
        if (start != null && !unshown.hasLost()) {
            started = null;
            running.missed(start);
            events.add(times.started(start, size()));
            Instant until = syncedSince;
            syncedSince = null;
            if (until != null) {
                synced(until);
            }
        }
        String uid = running.nextDue();
        while (uid != null && events.size() < most) {
            events.addAll(stillRunning(uid, running.takeDue(uid)));
            uid = running.nextDue();
        }
        if (uid == null) {
            times.heartbeat(size()).ifPresent(events::add);
        }
        return events;
    }

    /** Some of the pods of which there is something to be published because of the time, those first that come first. */
    List<TaskPod> podsDue(int most) {
        return running.due(most);
    }

    /** Whether there is more of that at once. */
    boolean hasDue() {
        return running.nextDue() != null;
    }

    /** That somebody watched up to now, before nobody does; after all that is due. */
    List<Event> lastEvents() {
        return times.last(size()).stream().toList();
    }

    // They may have been deleted or unlabelled.
    private void allShown() {
        unseen.forEach(unshown::lost);
        unseen.clear();
    }

    /** What the cluster says of pods that are not shown any more; asks for a while at most. As published from here on. */
    List<Event> eventsOfUnshown(UnshownPods.Cluster cluster) {
        List<Event> events = new ArrayList<>();
        unshown.ask(cluster, new UnshownPods.Answers() {
            @Override
            public void gone(String uid, @Nullable Map<String, Object> last, @Nullable TaskPod pod) {
                unshown.remove(uid);
                PodLife.Published before = published.get(uid);
                if (before != null && last != null) {
                    events.add(life.vanished(before, uid, last));
                } else if (pod != null) {
                    life.event(before, PodLife.as(State.DELETED, pod)).ifPresent(events::add);
                }
            }

            @Override
            public void found(TaskPod pod) {
                unshown.unlabelled(pod);
                boolean isEnded = pod.status().state().isFinal();
                life.event(published.get(pod.uid()), isEnded ? pod : PodLife.as(State.UNLABELLED, pod))
                        .ifPresent(events::add);
            }
        });
        events.forEach(event -> publish(event, foundGone));
        return events;
    }

    /** It is time to find out what has become of those that are unlabelled. */
    void checkUnlabelled() {
        unshown.beginRound();
    }

    /** Why it is not known of some pods whether they are still there; empty if it is. For any thread. */
    Optional<String> problem() {
        return unshown.problem();
    }

    private void publish(Event event, List<String> deleted) {
        PodLife.Published.of(event).ifPresent(pod -> {
            put(PodLife.Published.uid(event), pod);
            if (pod.state() == State.DELETED) {
                deleted.add(PodLife.Published.uid(event));
            }
        });
    }

    private void put(String uid, PodLife.Published pod) {
        PodLife.Published before = published.put(uid, pod);
        if (before != null) {
            states.left(before.state());
        }
        states.entered(pod.state());
    }

    /** How many pods are in each state, those deleted left out. For any thread. */
    Map<State, Integer> states() {
        return states.now();
    }

    /** What runs, by the tenants that were published. */
    List<QueueLoad> usage() {
        UsageTally tally = new UsageTally();
        for (TaskPod pod : running.all()) {
            PodLife.Published last = published.get(pod.uid());
            tally.add(pod.tenant().orElse(last == null ? "" : last.tenant()), pod);
        }
        return tally.usage();
    }

    /** How many pods are known not to be deleted. */
    int size() {
        return published.size() - gone.size() - foundGone.size();
    }

    /** Whose a pod is whose events have no tenant so far: those that follow have it. */
    void owned(String uid, String tenant) {
        published.computeIfPresent(uid, (known, last) -> last.ofTenant(tenant));
    }

    /**
     * The subjects of pods that are gone, each handed out once: nothing more will be heard of them. Those that are
     * {@code unrecorded}, since their last events wait, come a later time.
     */
    List<String> takeGone(Predicate<String> unrecorded) {
        List<String> taken = new ArrayList<>();
        List<String> left = new ArrayList<>();
        gone.forEach(uid -> (unrecorded.test(uid) ? left : taken).add(uid));
        left.addAll(foundGone);
        gone = left;
        foundGone = new ArrayList<>();
        taken.forEach(published::remove);
        return taken.stream().map(PodData::subject).toList();
    }

    /** What a watch showed. */
    sealed interface Observation permits Seen, Listed, Synced {}

    /** A pod as it is now, or was when it went; and when that was handed over. */
    record Seen(TaskPod pod, Instant at) implements Observation {}

    /** All pods that there are have been shown. */
    record Listed(Relist relist) implements Observation {}

    /** All changes up to this time have been shown. */
    record Synced(Instant until) implements Observation {}
}
