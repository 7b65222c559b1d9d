package io.clearmladmin.k8s;

import io.clearmladmin.k8s.TaskPod.State;
import io.clearmladmin.k8s.TaskPod.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a watch knows: the newest version seen of each pod, by uid. What differs from what was known goes into the queue in
 * the same step, so that the handler is notified in the order in which it became known.
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

    private final Map<String, Known> byUid = new HashMap<>();
    private final List<Comparison> open = new ArrayList<>();
    // Of each selection, the version of its last list.
    private final Map<Integer, String> listed = new HashMap<>();
    private final PodChangeQueue changes;

    PodStore(PodChangeQueue changes) {
        this.changes = changes;
    }

    /** A pod as a change showed it to the selection that has seen everything up to {@code position}. */
    synchronized Verdict shown(int selection, TaskPod now, String position) {
        Known known = byUid.get(now.uid());
        if (known == null && Versions.isOlder(now.resourceVersion(), position)) {
            return Verdict.UNEXPLAINED;
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
        remove(last);
        return Verdict.TAKEN;
    }

    /** Whose a known pod is; empty if that, or the pod, is not known. */
    synchronized Optional<String> tenantOf(String uid) {
        Known known = byUid.get(uid);
        return known == null ? Optional.empty() : known.pod.tenant();
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
        Known before = byUid.put(now.uid(), new Known(now, selection));
        open.forEach(comparison -> comparison.touched.add(now.uid()));
        if (before == null) {
            changes.add(Change.to(null, now));
        } else if (!isSameButVersion(before.pod, now)) {
            changes.add(Change.to(before.pod, now));
        }
    }

    private void remove(TaskPod last) {
        byUid.remove(last.uid());
        open.forEach(comparison -> comparison.touched.add(last.uid()));
        changes.add(Change.gone(deleted(last)));
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
            absent.forEach(PodStore.this::remove);
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
