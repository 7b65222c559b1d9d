package io.clearmladmin.k8s;

import io.clearmladmin.k8s.TaskPod.State;
import io.clearmladmin.k8s.TaskPod.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a watch knows: the newest version seen of each pod, by uid. What differs from what was known goes into the queue in
 * the same step, so that the handler is notified in the order in which it became known; but for pods that went without a word of
 * their deletion, which wait until it is found out what became of them.
 */
final class PodStore {

    /** What became of a change. */
    enum Verdict {
        TAKEN,
        /** It said nothing new. */
        KNOWN,
        /** It is older than what was sent before, and of a pod nobody knows: only the list can say what is true. */
        UNEXPLAINED
    }

    /** How many pods a list showed to be other than known. */
    record Found(long appeared, long changed, long gone) {

        long all() {
            return appeared + changed + gone;
        }
    }

    private record Known(TaskPod pod, int selection) {}

    /**
     * A pod that went without a word of its deletion, and of which is to be found out whether it is still there.
     *
     * @param number the order in which they went
     * @param before what the handler was last notified of
     * @param last the last that is known of it
     */
    record Vanished(long number, TaskPod before, TaskPod last) {}

    private record Report(long after, Object relistOrSync) {}

    private final Map<String, Known> byUid = new HashMap<>();
    private final List<Comparison> open = new ArrayList<>();
    // Of each selection, the version of its last list.
    private final Map<Integer, String> listed = new HashMap<>();
    private final PodChangeQueue changes;
    private final boolean isLookedUp;
    // By uid, in the order in which they went; and what may be reported only when those before it are found out.
    private final Map<String, Vanished> vanished = new LinkedHashMap<>();
    private final Deque<Report> reports = new ArrayDeque<>();
    private long numbers;
    private boolean isClosed;

    /** {@code isLookedUp} says whether somebody finds out what became of {@link #vanished()}; else they count as deleted. */
    PodStore(PodChangeQueue changes, boolean isLookedUp) {
        this.changes = changes;
        this.isLookedUp = isLookedUp;
    }

    /** Queues it after all that is known to have changed, also where that is still to be found out. */
    synchronized void report(Relist relist) {
        reports.add(new Report(numbers, relist));
        release();
    }

    /** Queues it after all that is known to have changed, also where that is still to be found out. */
    synchronized void report(Synced synced) {
        reports.add(new Report(numbers, synced));
        release();
    }

    /** The pods that are to be looked up, when there are any; none once it is closed. */
    synchronized List<Vanished> vanished() throws InterruptedException {
        while (!isClosed && vanished.isEmpty()) {
            wait();
        }
        return isClosed ? List.of() : List.copyOf(vanished.values());
    }

    /** Whether that is still to be found out. */
    synchronized boolean isVanished(Vanished one) {
        Vanished waiting = vanished.get(one.last.uid());
        return waiting != null && waiting.number == one.number;
    }

    /** It is not in the cluster any more. */
    synchronized void deleted(Vanished one) {
        if (isVanished(one)) {
            vanished.remove(one.last.uid());
            changes.add(Change.gone(one.before, deleted(one.last)));
            release();
        }
    }

    /** It is still in the cluster, and no selection shows it. */
    synchronized void unlabelled(Vanished one, TaskPod found) {
        if (isVanished(one)) {
            vanished.remove(one.last.uid());
            changes.add(Change.gone(one.before, unlabelled(found).withTenant(one.before.tenant())));
            release();
        }
    }

    /** It is still in the cluster, and that selection shows it. */
    synchronized void selected(Vanished one, int selection, TaskPod found) {
        if (isVanished(one)) {
            put(selection, found.withTenant(one.before.tenant()));
        }
    }

    /** Nobody waits for {@link #vanished()} any more. */
    synchronized void close() {
        isClosed = true;
        notifyAll();
    }

    synchronized int size() {
        return byUid.size();
    }

    private void release() {
        long oldest = vanished.isEmpty()
                ? Long.MAX_VALUE
                : vanished.values().iterator().next().number;
        for (Report next = reports.peek(); next != null && next.after < oldest; next = reports.peek()) {
            reports.remove();
            if (next.relistOrSync instanceof Relist relist) {
                changes.add(relist);
            } else {
                changes.add((Synced) next.relistOrSync);
            }
        }
    }

    /** A pod as a change showed it to the selection that has seen everything up to {@code position}. */
    synchronized Verdict shown(int selection, TaskPod now, String position) {
        Known known = byUid.get(now.uid());
        if (known == null && Versions.isOlder(now.resourceVersion(), position)) {
            return Verdict.UNEXPLAINED;
        }
        Vanished went = vanished.get(now.uid());
        if (known == null && went != null && Versions.isOlder(now.resourceVersion(), went.last.resourceVersion())) {
            return Verdict.KNOWN;
        }
        if (known == null && Versions.isOlder(now.resourceVersion(), listed.getOrDefault(selection, ""))) {
            // A list that is newer did not have it any more.
            return Verdict.KNOWN;
        }
        if (known != null && !isNews(known.pod, now)) {
            return Verdict.KNOWN;
        }
        put(selection, now);
        return Verdict.TAKEN;
    }

    /** A pod that a change showed to be gone from the selection. */
    synchronized Verdict gone(int selection, TaskPod last) {
        Known known = byUid.get(last.uid());
        if (known == null
                || known.selection != selection
                || Versions.isOlder(last.resourceVersion(), known.pod.resourceVersion())) {
            return Verdict.KNOWN;
        }
        remove(known.pod, last);
        return Verdict.TAKEN;
    }

    /** Whose a known pod is; empty if that, or the pod, is not known. */
    synchronized Optional<String> tenantOf(String uid) {
        Known known = byUid.get(uid);
        Vanished went = vanished.get(uid);
        return known != null ? known.pod.tenant() : went != null ? went.before.tenant() : Optional.empty();
    }

    synchronized List<TaskPod> all() {
        return byUid.values().stream().map(Known::pod).toList();
    }

    /** Begins to compare a list that is about to be read; changes may go on coming meanwhile. */
    synchronized Comparison list(int selection) {
        Comparison comparison = new Comparison(selection);
        open.add(comparison);
        return comparison;
    }

    private void put(int selection, TaskPod now) {
        Known known = byUid.put(now.uid(), new Known(now, selection));
        open.forEach(comparison -> comparison.touched.add(now.uid()));
        // One that shows itself again before it was looked up had not gone.
        Vanished went = vanished.remove(now.uid());
        TaskPod before = known != null ? known.pod : went != null ? went.before : null;
        if (before == null) {
            changes.add(Change.to(null, now));
        } else if (!isSameButVersion(before, now)) {
            changes.add(Change.to(before, now));
        }
        if (went != null) {
            release();
        }
    }

    private void remove(TaskPod before, TaskPod last) {
        byUid.remove(last.uid());
        open.forEach(comparison -> comparison.touched.add(last.uid()));
        boolean isAnnounced = before.status().deletion().isPresent()
                || last.status().deletion().isPresent();
        if (isAnnounced || !isLookedUp) {
            changes.add(Change.gone(before, deleted(last)));
        } else {
            vanished.put(last.uid(), new Vanished(++numbers, before, last));
            notifyAll();
        }
    }

    private static boolean isNews(TaskPod known, TaskPod now) {
        return !known.resourceVersion().equals(now.resourceVersion())
                && !Versions.isOlder(now.resourceVersion(), known.resourceVersion());
    }

    private static boolean isSameButVersion(TaskPod one, TaskPod other) {
        return one.status().equals(other.status())
                && inVersion(other.resourceVersion(), one).equals(other);
    }

    // The best time known of its end: when the deletion was requested, else when it finished, else when its state
    // began.
    private static TaskPod deleted(TaskPod last) {
        Status was = last.status();
        Status status = new Status(
                State.DELETED,
                was.phase(),
                was.reason(),
                was.message(),
                was.deletion().or(was::finished).orElse(was.since()),
                was.started(),
                was.finished(),
                was.exitCode(),
                was.restarts(),
                false,
                was.deletion());
        return last.withStatus(status);
    }

    private static TaskPod unlabelled(TaskPod found) {
        Status is = found.status();
        Status status = new Status(
                State.UNLABELLED,
                is.phase(),
                is.reason(),
                is.message(),
                is.since(),
                is.started(),
                is.finished(),
                is.exitCode(),
                is.restarts(),
                is.hasOthersRunning(),
                is.deletion());
        return found.withStatus(status);
    }

    private static TaskPod inVersion(String version, TaskPod pod) {
        return new TaskPod(
                pod.namespace(),
                pod.name(),
                pod.uid(),
                version,
                pod.taskId(),
                pod.parentTaskId(),
                pod.rank(),
                pod.job(),
                pod.queueId(),
                pod.queueName(),
                pod.agent(),
                pod.tenant(),
                pod.labels(),
                pod.status(),
                pod.requests(),
                pod.limits(),
                pod.gpus(),
                pod.priorityClass(),
                pod.node(),
                pod.container(),
                pod.isContainerGuessed(),
                pod.image(),
                pod.created());
    }

    /** One reading of the whole list of a selection. What is as known is not kept. */
    final class Comparison implements AutoCloseable {

        private final int selection;
        private final Set<String> asKnown = new HashSet<>();
        private final Map<String, TaskPod> other = new HashMap<>();
        // What changes showed meanwhile is as new as the list, or newer.
        private final Set<String> touched = new HashSet<>();

        private Comparison(int selection) {
            this.selection = selection;
        }

        /** The next pod of the list. */
        void add(TaskPod pod) {
            synchronized (PodStore.this) {
                Known known = byUid.get(pod.uid());
                if (known != null && known.pod.resourceVersion().equals(pod.resourceVersion())) {
                    // The string that is kept anyway.
                    asKnown.add(known.pod.uid());
                } else {
                    other.put(pod.uid(), pod);
                }
            }
        }

        /**
         * The list is read: what it shows is known now.
         *
         * @param version the list's
         * @param isNewHistory whether the list is right even where it is older than what was known
         */
        Found end(String version, boolean isNewHistory) {
            synchronized (PodStore.this) {
                open.remove(this);
                listed.put(selection, version);
                long gone = forgetAbsent();
                long appeared = 0;
                long changed = 0;
                for (TaskPod pod : other.values()) {
                    Known known = byUid.get(pod.uid());
                    if (known == null ? touched.contains(pod.uid()) : !isNewHistory && !isNews(known.pod, pod)) {
                        continue;
                    }
                    put(selection, pod);
                    if (known == null) {
                        appeared++;
                    } else {
                        changed++;
                    }
                }
                return new Found(appeared, changed, gone);
            }
        }

        private long forgetAbsent() {
            List<TaskPod> absent = new ArrayList<>();
            for (Iterator<Map.Entry<String, Known>> each = byUid.entrySet().iterator(); each.hasNext(); ) {
                Map.Entry<String, Known> one = each.next();
                String uid = one.getKey();
                if (one.getValue().selection == selection
                        && !asKnown.contains(uid)
                        && !other.containsKey(uid)
                        && !touched.contains(uid)) {
                    absent.add(one.getValue().pod);
                }
            }
            absent.forEach(pod -> remove(pod, pod));
            return absent.size();
        }

        /** The list is not compared any more. */
        @Override
        public void close() {
            synchronized (PodStore.this) {
                open.remove(this);
            }
        }
    }
}
