package io.clearmladmin.k8s;

import io.clearmladmin.k8s.KubernetesException.Reason;
import io.clearmladmin.k8s.PodStore.Vanished;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what became of pods that went without a word of their deletion: the API server shows a pod that lost its label just
 * as it shows one that was deleted at once. A few are looked up one by one, many by one list. For one thread.
 */
final class VanishedPods {

    private static final Logger LOG = LoggerFactory.getLogger(VanishedPods.class);
    // A list costs as much as looking up a twentieth of what it has, or so.
    private static final int FEW = 50;
    private static final int SHARE = 20;
    // Answers that are none: a server that keeps giving them is not waited for.
    private static final int REFUSALS = 10;

    private final PodStore known;
    private final PodLookup pods;
    private final List<Selection> selections;
    private final Predicate<String> namespaces;
    private final Backoff backoff;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Set<String> refused = new HashSet<>();
    private final Map<String, Integer> failures = new HashMap<>();

    /** {@code namespaces} are those whose pods the selections may show. */
    VanishedPods(
            PodStore known, PodLookup pods, List<Selection> selections, Predicate<String> namespaces, Backoff backoff) {
        this.known = known;
        this.pods = pods;
        this.selections = selections;
        this.namespaces = namespaces;
        this.backoff = backoff;
    }

    /** Looks up those there are, when there are any. Returns whether there can be more. */
    boolean turn() throws InterruptedException {
        Map<String, List<Vanished>> byNamespace = new HashMap<>();
        for (Vanished one : known.vanished()) {
            byNamespace
                    .computeIfAbsent(one.last().namespace(), namespace -> new ArrayList<>())
                    .add(one);
        }
        boolean isWell = true;
        for (Map.Entry<String, List<Vanished>> each : byNamespace.entrySet()) {
            isWell &= lookUp(each.getKey(), each.getValue());
        }
        if (isWell) {
            backoff.succeeded();
        } else {
            boolean unused = closing.await(backoff.failed().toMillis(), TimeUnit.MILLISECONDS);
        }
        return closing.getCount() > 0;
    }

    /** Ends it soon; returns at once. */
    void close() {
        closing.countDown();
    }

    private boolean lookUp(String namespace, List<Vanished> all) {
        try {
            if (all.size() <= FEW + known.size() / SHARE) {
                all.forEach(this::lookUp);
            } else {
                lookUpMany(namespace, all);
            }
            failures.remove(namespace);
            refused.remove(namespace);
            return true;
        } catch (KubernetesException failure) {
            if (closing.getCount() == 0) {
                return false;
            }
            return failed(namespace, all, failure);
        }
    }

    private boolean failed(String namespace, List<Vanished> all, KubernetesException failure) {
        int count = failure.status() == 0 ? 0 : failures.merge(namespace, 1, Integer::sum);
        if (failure.reason() != Reason.FORBIDDEN && count < REFUSALS) {
            LOG.debug("Pods that went cannot be looked up now: {}", failure.getMessage());
            return false;
        }
        failures.remove(namespace);
        if (refused.add(namespace)) {
            LOG.warn(
                    "Pods of {} that go unannounced count as deleted, also where only their label was taken off: {}",
                    namespace,
                    failure.getMessage());
        }
        all.forEach(known::deleted);
        return true;
    }

    private void lookUp(Vanished one) {
        if (closing.getCount() == 0 || !known.isVanished(one)) {
            return;
        }
        Optional<TaskPod> found = pods.pod(one.last().namespace(), one.last().name())
                .filter(pod -> pod.uid().equals(one.last().uid()));
        if (found.isEmpty()) {
            known.deleted(one);
            return;
        }
        // It may have been labelled again, or otherwise: from old agents' label to the new one.
        OptionalInt selection = namespaces.test(one.last().namespace())
                ? pods.selectionOf(found.get(), selections)
                : OptionalInt.empty();
        if (selection.isPresent()) {
            known.selected(one, selection.getAsInt(), found.get());
        } else {
            known.unlabelled(one, found.get());
        }
    }

    private void lookUpMany(String namespace, List<Vanished> all) {
        long begin = System.nanoTime();
        Set<String> there = pods.uids(namespace);
        Map<String, Vanished> left = new HashMap<>();
        for (Vanished one : all) {
            if (there.contains(one.last().uid())) {
                left.put(one.last().uid(), one);
            } else {
                known.deleted(one);
            }
        }
        int found = left.size();
        if (found <= FEW) {
            left.values().forEach(this::lookUp);
        } else {
            if (namespaces.test(namespace)) {
                for (int number = 0; number < selections.size(); number++) {
                    lookUpMany(namespace, number, left);
                }
            }
            pods.each(Selection.pods(namespace, ""), pod -> {
                Vanished one = left.remove(pod.uid());
                if (one != null) {
                    known.unlabelled(one, pod);
                }
            });
            left.values().forEach(known::deleted);
        }
        LOG.debug(
                "{} pods of {} went at once, of which {} are still there; found out in {} ms",
                all.size(),
                namespace,
                found,
                Duration.ofNanos(System.nanoTime() - begin).toMillis());
    }

    private void lookUpMany(String namespace, int number, Map<String, Vanished> left) {
        Selection selection = selections.get(number);
        if (selection.covers(namespace)) {
            pods.each(Selection.pods(namespace, selection.selector()), pod -> {
                Vanished one = left.remove(pod.uid());
                if (one != null) {
                    known.selected(one, number, pod);
                }
            });
        }
    }
}
