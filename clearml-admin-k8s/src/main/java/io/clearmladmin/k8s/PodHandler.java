package io.clearmladmin.k8s;

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
     * A pod is no longer in the cluster, or no longer in what is watched. One whose label turns from {@code TRAINS} to
     * {@code CLEARML} may go and appear again in the same version.
     *
     * @param last the last that is known of it, in state {@link TaskPod.State#DELETED}. {@code status().deletion()} is when its
     *     deletion was requested; where it is empty, it vanished unseen, and {@code status().since()} is but the latest time
     *     known of it
     */
    void onDelete(TaskPod last);

    /**
     * The whole list was read and compared, or the handler was too slow to be notified of every change. It was notified of all
     * differences found before this call.
     */
    default void relisted(Relist relist) {}
}
