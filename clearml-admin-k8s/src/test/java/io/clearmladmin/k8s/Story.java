package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a handler was notified of, checked as it comes: of each pod a newer version each time, {@code old} what came last,
 * nothing after it is gone but what is newer. What is wrong is kept and shown by {@link #holds()}.
 */
final class Story implements PodHandler {

    private final Map<String, TaskPod> alive = new LinkedHashMap<>();
    private final Map<String, String> lastVersion = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private final List<Relist> relists = new ArrayList<>();
    private final Map<String, List<String>> delivered = new HashMap<>();
    private final List<Sync> syncs = new ArrayList<>();
    private final List<TaskPod> gone = new ArrayList<>();
    private final Consumer<TaskPod> slowness;
    private boolean isNewHistory;
    private boolean mayMove;

    Story() {
        this(pod -> {});
    }

    /** {@code slowness} is called first, with every pod. */
    Story(Consumer<TaskPod> slowness) {
        this.slowness = slowness;
    }

    @Override
    public void onAdd(TaskPod pod) {
        slowness.accept(pod);
        synchronized (this) {
            check(!alive.containsKey(pod.uid()), "appeared twice", pod);
            advance(pod, "appeared");
            alive.put(pod.uid(), pod);
        }
    }

    @Override
    public void onUpdate(TaskPod old, TaskPod now) {
        slowness.accept(now);
        synchronized (this) {
            TaskPod known = alive.get(now.uid());
            check(known != null, "changed, but never appeared", now);
            check(old.uid().equals(now.uid()), "old is another pod", now);
            check(known == null || sameWords(known, old), "old is not what came last", now);
            advance(now, "changed");
            alive.put(now.uid(), now);
        }
    }

    @Override
    public void onDelete(TaskPod last) {
        slowness.accept(last);
        synchronized (this) {
            check(alive.remove(last.uid()) != null, "gone, but was not there", last);
            TaskPod.State state = last.status().state();
            check(
                    state == TaskPod.State.DELETED || state == TaskPod.State.UNLABELLED,
                    "gone, but neither DELETED nor UNLABELLED",
                    last);
            check(
                    isNewHistory || !Versions.isOlder(last.resourceVersion(), lastVersion.getOrDefault(last.uid(), "")),
                    "gone in an older version",
                    last);
            lastVersion.put(last.uid(), last.resourceVersion());
            delivered
                    .computeIfAbsent(last.uid(), uid -> new ArrayList<>())
                    .add(state == TaskPod.State.DELETED ? "gone" : "unlabelled");
            gone.add(last);
        }
    }

    @Override
    public synchronized void relisted(Relist relist) {
        relists.add(relist);
    }

    @Override
    public synchronized void synced(Instant until) {
        check(!relists.isEmpty(), "synced before the start");
        check(syncs.isEmpty() || syncs.get(syncs.size() - 1).until().isBefore(until), "synced to an earlier time");
        syncs.add(new Sync(until, relists.size(), phases()));
    }

    /** Up to when it knew everything, how many relists came before, and what it knew. */
    record Sync(Instant until, int relists, Map<String, String> phases) {}

    synchronized List<Sync> syncs() {
        return List.copyOf(syncs);
    }

    /** From here on, versions may go back: the server is another one. */
    synchronized void newHistory() {
        isNewHistory = true;
    }

    /** From here on, labels change: the version that leaves one selection may be the one that appears in the other. */
    synchronized void mayMove() {
        mayMove = true;
    }

    synchronized List<Relist> relists() {
        return List.copyOf(relists);
    }

    synchronized List<Relist.Reason> reasons() {
        return relists.stream().map(Relist::reason).toList();
    }

    /** The states of a pod of which the handler was notified. */
    synchronized List<String> of(String uid) {
        return List.copyOf(delivered.getOrDefault(uid, List.of()));
    }

    synchronized List<TaskPod> gone() {
        return List.copyOf(gone);
    }

    synchronized int calls() {
        return delivered.values().stream().mapToInt(List::size).sum();
    }

    /** Uid to phase. */
    synchronized Map<String, String> phases() {
        Map<String, String> all = new LinkedHashMap<>();
        alive.values().forEach(pod -> all.put(pod.uid(), pod.status().phase()));
        return all;
    }

    /** Waits until the handler knows what is true, then checks that no call was wrong. Returns how long it took. */
    Duration becomes(Supplier<Map<String, String>> truth, Duration most) {
        long begin = System.nanoTime();
        await(() -> phases().equals(truth.get()), most, () -> {
            Map<String, String> ours = new LinkedHashMap<>(phases());
            Map<String, String> real = new LinkedHashMap<>(truth.get());
            Map<String, String> both = new LinkedHashMap<>(ours);
            both.entrySet().retainAll(real.entrySet());
            ours.entrySet().removeAll(both.entrySet());
            real.entrySet().removeAll(both.entrySet());
            return "notified of " + ours + ", true " + real;
        });
        holds();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    synchronized void holds() {
        assertThat(wrong).isEmpty();
    }

    static void await(BooleanSupplier condition, Duration most, Supplier<String> otherwise) {
        Await.until(otherwise, most, condition);
    }

    private static boolean sameWords(TaskPod one, TaskPod other) {
        return Objects.equals(one.status(), other.status()) && Objects.equals(one.node(), other.node());
    }

    private void advance(TaskPod pod, String word) {
        String before = lastVersion.put(pod.uid(), pod.resourceVersion());
        boolean isMove =
                mayMove && word.equals("appeared") && pod.resourceVersion().equals(before);
        check(
                before == null || isNewHistory || isMove || Versions.isOlder(before, pod.resourceVersion()),
                word + " in a version not newer than " + before,
                pod);
        delivered
                .computeIfAbsent(pod.uid(), uid -> new ArrayList<>())
                .add(pod.status().phase());
    }

    private void check(boolean isRight, String words) {
        if (!isRight) {
            wrong.add(words);
        }
    }

    private void check(boolean isRight, String words, TaskPod pod) {
        if (!isRight) {
            wrong.add(words + ": " + pod.name() + " " + pod.uid() + " version " + pod.resourceVersion());
        }
    }
}
