package io.clearmladmin.k8s.events;

import io.clearmladmin.k8s.TaskPod;
import io.clearmladmin.k8s.TaskPod.State;
import io.clearmladmin.k8s.events.Lives.Ending;
import io.clearmladmin.k8s.events.Lives.Plan;
import io.clearmladmin.k8s.events.Lives.Run;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pods in memory. */
final class LivesInMemory implements Lives.Cluster {

    private final PodsInMemory pods;
    private final Set<String> unlabelled = new HashSet<>();

    LivesInMemory(PodsInMemory pods) {
        this.pods = pods;
    }

    @Override
    public String create(Plan plan) {
        String uid = "uid-" + plan.number();
        put(plan, uid, State.PENDING, null, Instant.now(), false);
        return uid;
    }

    @Override
    public void running(Plan plan, String uid, Run run) {
        put(plan, uid, State.RUNNING, run, run.started(), false);
    }

    @Override
    public void crashed(Plan plan, String uid, Run run, Instant finished) {
        put(
                plan,
                uid,
                State.RUNNING,
                new Run(run.before(), run.started(), run.started(), finished),
                run.started(),
                false);
    }

    @Override
    public void ended(Plan plan, String uid, @Nullable Run run, Instant finished) {
        State state = switch (plan.ending()) {
            case WELL -> State.SUCCEEDED;
            case BADLY -> State.FAILED;
            default -> State.EVICTED;
        };
        boolean isSaid = plan.ending() != Ending.EVICTED_SILENTLY;
        put(plan, uid, state, isSaid ? run : null, finished, isSaid);
    }

    @Override
    public void sidecarEnded(Plan plan, String uid, Run run, Instant finished) {
        ended(plan, uid, run, finished);
    }

    private void put(Plan plan, String uid, State state, @Nullable Run run, Instant since, boolean isEndSaid) {
        // A status says when its container began this time, and the time before.
        Optional<Instant> started =
                Optional.ofNullable(run).map(one -> one.startedBefore() == null ? one.started() : one.startedBefore());
        TaskPod pod = SomePods.pod(
                uid,
                SomePods.status(
                        state,
                        since,
                        started,
                        isEndSaid ? Optional.of(since) : Optional.empty(),
                        isEndSaid ? Optional.of(plan.ending().exitCode) : Optional.empty(),
                        run == null ? 0 : run.before()),
                plan.gpu());
        if (unlabelled.contains(uid)) {
            pods.putUnlabelled(pod);
        } else {
            pods.put(pod);
        }
    }

    @Override
    public void unlabel(Plan plan, String uid) {
        unlabelled.add(uid);
        pods.unlabel(uid);
    }

    @Override
    public void label(Plan plan, String uid) {
        unlabelled.remove(uid);
        pods.label(uid);
    }

    @Override
    public void delete(Plan plan, String uid) {
        if (unlabelled.contains(uid)) {
            pods.removeUnlabelled(uid);
        } else {
            pods.remove(uid, Optional.empty());
        }
    }
}
