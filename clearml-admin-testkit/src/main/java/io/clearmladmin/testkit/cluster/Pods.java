package io.clearmladmin.testkit.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The pods as they are, and what changed: each change has a version of the whole, as in etcd. */
public final class Pods {

    private static final int LONGEST_HISTORY = 10_000;

    private final Map<String, ObjectNode> pods = new LinkedHashMap<>();
    private final Deque<Change> history = new ArrayDeque<>();
    private long version = 1;
    private long forgotten = 1;
    private int generation;

    /** A change: {@code ADDED}, {@code MODIFIED} or {@code DELETED}, and the pod after it, or before it was deleted. */
    record Change(long version, String type, ObjectNode pod) {}

    /** What a watch gets: changes, or that those asked for are forgotten. */
    record News(boolean isExpired, List<Change> changes, long version) {}

    /** All pods of one version. */
    record Listing(long version, List<ObjectNode> pods) {}

    /** Adds a pod by its uid. */
    public synchronized void add(String uid, ObjectNode pod) {
        pods.put(uid, pod);
        happened("ADDED", pod);
    }

    /** Changes a pod; one that is deleted is not changed any more. */
    public synchronized void change(String uid, Consumer<ObjectNode> change) {
        ObjectNode pod = pods.get(uid);
        if (pod == null) {
            throw new IllegalStateException("the pod is deleted");
        }
        ObjectNode changed = pod.deepCopy();
        change.accept(changed);
        pods.put(uid, changed);
        happened("MODIFIED", changed);
    }

    /** Takes a pod away. */
    public synchronized void delete(String uid) {
        ObjectNode pod = pods.remove(uid);
        if (pod != null) {
            happened("DELETED", pod.deepCopy());
        }
    }

    private void happened(String type, ObjectNode pod) {
        version++;
        pod.withObject("/metadata").put("resourceVersion", String.valueOf(version));
        history.add(new Change(version, type, pod));
        if (history.size() > LONGEST_HISTORY) {
            forgotten = history.remove().version();
        }
        notifyAll();
    }

    /** Forgets what changed until now: who watches from an older version gets 410. */
    public synchronized void compact() {
        history.clear();
        forgotten = ++version;
        notifyAll();
    }

    /** How often all watches were ended. */
    synchronized int generation() {
        return generation;
    }

    /** Ends all watches of this generation and before. */
    synchronized void endWatches() {
        generation++;
        notifyAll();
    }

    synchronized Listing list(Predicate<ObjectNode> wanted) {
        return new Listing(version, pods.values().stream().filter(wanted).toList());
    }

    @Nullable
    synchronized ObjectNode find(Predicate<ObjectNode> wanted) {
        return pods.values().stream().filter(wanted).findFirst().orElse(null);
    }

    /** The changes after a version, once there are any, or none when this time or this generation is over. */
    synchronized News after(long from, int ofGeneration, long untilNanoTime) throws InterruptedException {
        if (from < forgotten && from > 0) {
            return new News(true, List.of(), version);
        }
        long left = untilNanoTime - System.nanoTime();
        while (version <= from && left > 0 && generation == ofGeneration) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = untilNanoTime - System.nanoTime();
        }
        List<Change> changes = new ArrayList<>();
        history.forEach(change -> {
            if (change.version() > from) {
                changes.add(change);
            }
        });
        return new News(false, changes, version);
    }
}
