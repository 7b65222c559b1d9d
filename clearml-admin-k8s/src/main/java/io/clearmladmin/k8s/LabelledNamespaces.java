package io.clearmladmin.k8s;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The namespaces that have a label, as a watch of its own shows them: one is read as if it was a pod, of which the name and the
 * uid count.
 */
final class LabelledNamespaces implements PodHandler {

    private static final Duration FIRST_LIST = Duration.ofSeconds(5);

    private final Map<String, String> byUid = new HashMap<>();
    private final CountDownLatch listed = new CountDownLatch(1);
    private final Runnable changed;
    private final Runnable completed;
    private volatile Set<String> names = Set.of();
    private volatile @Nullable Instant completeUntil;

    /**
     * {@code changed} is called when there are others than before, but not for the first ones; {@code completed} each time that
     * {@link #completeUntil} is later than before. Both by the watch's thread.
     */
    LabelledNamespaces(Runnable changed, Runnable completed) {
        this.changed = changed;
        this.completed = completed;
    }

    /** Whether that one has the label. */
    boolean has(String name) {
        return names.contains(name);
    }

    /** Waits a while for the first list. */
    void await() throws WatchFailure {
        try {
            if (!listed.await(FIRST_LIST.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new WatchFailure("the namespaces of these pods are not listed yet");
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            throw new WatchFailure(0, "interrupted while waiting for the list of namespaces", end);
        }
    }

    /** What had changed by then is known; null before the first list. */
    @Nullable
    Instant completeUntil() {
        return completeUntil;
    }

    @Override
    public void onAdd(TaskPod namespace) {
        byUid.put(namespace.uid(), namespace.name());
        renew();
    }

    @Override
    public void onUpdate(TaskPod old, TaskPod now) {
        // It has its label still.
    }

    @Override
    public void onDelete(TaskPod last) {
        byUid.remove(last.uid());
        renew();
    }

    private void renew() {
        names = Set.copyOf(byUid.values());
        if (listed.getCount() == 0) {
            changed.run();
        }
    }

    @Override
    public void relisted(Relist relist) {
        listed.countDown();
    }

    @Override
    public void synced(Instant until) {
        completeUntil = until;
        completed.run();
    }
}
