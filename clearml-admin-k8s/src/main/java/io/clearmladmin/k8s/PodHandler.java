package io.clearmladmin.k8s;

import java.time.Instant;

/**
 * Notified as task pods are added, change and are deleted. A {@link PodWatch} calls it by one thread, one call after the other.
 *
 * <p>The versions of a pod (by its uid) of which it is notified are an ordered part of those the cluster had: none comes twice,
 * none after a newer one. Between different pods there is no order. A slow handler delays what comes after, and misses states
 * in between: see {@link #relisted}. What a handler throws, an {@link Error} too, is logged and counted; the watch goes on, and
 * that change is not given to it again. Only a {@link VirtualMachineError} other than {@link StackOverflowError} ends the
 * watch: see {@link PodWatch#failure}.
 */
public interface PodHandler {

    /** A pod not known before. At the start that is every pod there is. */
    void onAdd(TaskPod pod);

    /** A known pod changed in something that {@link TaskPod} keeps; {@code old} is what the last call had of it. */
    void onUpdate(TaskPod old, TaskPod now);

    /**
     * A pod is no longer in the cluster, or no longer in what is watched. A pod that goes without a word of its deletion is
     * looked up by its name, which needs the right to get pods; without it, or where the server keeps failing at that, it counts
     * as deleted. One that is watched again comes by {@link #onAdd}, which may be in the version in which it went.
     *
     * @param last what is known of it. In state {@link TaskPod.State#DELETED}: the last, where {@code status().deletion()} is
     *     when its deletion was requested; where it is empty, it was deleted at once, or vanished unseen, and
     *     {@code status().since()} is but the latest time known of it. In state {@link TaskPod.State#UNLABELLED}: what it is now,
     *     but for its state; the phase says whether it runs
     */
    void onDelete(TaskPod last);

    /**
     * The whole list was read and compared, or the handler was too slow to be notified of every change. It was notified of all
     * differences found before this call.
     */
    default void relisted(Relist relist) {}

    /**
     * It was notified of all that had changed by then: what it was not notified of was so at that time. Comes after the
     * {@link Relist} of the start, after each list that is read at the check's interval, and with what the server confirms in
     * between, which is about every 15 seconds; never while the server does not answer. Each is later than the one before.
     *
     * @param until by the watch's clock; 15 to 30 seconds ago, or when the last list was requested
     */
    default void synced(Instant until) {}
}
