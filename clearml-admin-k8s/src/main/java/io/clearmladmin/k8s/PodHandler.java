package io.clearmladmin.k8s;

/**
 * What is called as task pods come, change and go. A {@link PodWatch} calls it by one thread, one call after the other.
 *
 * <p>Of each pod (by its uid) the versions told are an ordered part of those the cluster had: none is told twice, none after a
 * newer one. Between different pods there is no order. A slow handler delays what comes after, and states between may be left
 * out then: see {@link #relisted}. What a handler throws, an {@link Error} too, is logged and counted; the watch goes on, and
 * that change is not given to it again. Only a {@link VirtualMachineError} other than {@link StackOverflowError} ends the watch: see
 * {@link PodWatch#failure}.
 */
public interface PodHandler {

    /** A pod not known before. At the start that is every pod there is. */
    void onAdd(TaskPod pod);

    /** A known pod changed in something that {@link TaskPod} keeps; {@code old} is what was told of it last. */
    void onUpdate(TaskPod old, TaskPod now);

    /**
     * A pod is no longer in the cluster, or no longer in what is watched. One whose label turns from {@code TRAINS} to
     * {@code CLEARML} may go and appear again in the same version.
     *
     * @param last the last that is known of it, in state {@link TaskPod.State#DELETED}. {@code status().deletion()} is when its
     *     deletion was asked for; where it is empty, it vanished unseen, and {@code status().since()} is but the latest time
     *     known of it
     */
    void onDelete(TaskPod last);

    /**
     * The whole list was read and compared, or the handler was too slow for every change to be told. All differences found were
     * told before this call.
     */
    default void relisted(Relist relist) {}
}
