package io.clearmladmin.events;

import java.util.Set;

/**
 * The types of events about task pods, which the module for Kubernetes publishes. Their schemas say what each carries: {@link
 * EventSchemas}.
 */
public final class PodEvents {

    /** Inventory: a pod was there, and had not ended. */
    public static final String PRESENT = "pod.present";

    /** Lifecycle: a pod waits to be started. */
    public static final String PENDING = "pod.pending";

    /** Lifecycle: a pod is at work. */
    public static final String RUNNING = "pod.running";

    /**
     * Lifecycle: a pod is at work at a boundary of a period, such as a full hour, during which it was watched. What it says of
     * the pod's usage is in {@link PodUsage}.
     */
    public static final String STILL_RUNNING = "pod.still_running";

    /** Lifecycle: a pod's node does not answer. */
    public static final String UNKNOWN = "pod.unknown";

    /** Lifecycle: a pod ended with exit code 0. */
    public static final String SUCCEEDED = "pod.succeeded";

    /** Lifecycle: a pod ended otherwise. */
    public static final String FAILED = "pod.failed";

    /** Lifecycle: a pod was driven off its node. */
    public static final String EVICTED = "pod.evicted";

    /** Lifecycle: a pod is no longer in the cluster. */
    public static final String DELETED = "pod.deleted";

    /** Lifecycle: a pod is still in the cluster, and no longer among what is watched: its label was taken off. */
    public static final String UNLABELLED = "pod.unlabelled";

    private static final String PREFIX = "pod.";

    private PodEvents() {}

    /** All of them. */
    public static Set<String> types() {
        return Set.of(
                PRESENT, PENDING, RUNNING, STILL_RUNNING, UNKNOWN, SUCCEEDED, FAILED, EVICTED, DELETED, UNLABELLED);
    }

    /**
     * Whether this event is the one that reports a pod's end, of which each pod has one: that it succeeded, failed or was
     * evicted, or that it was deleted where none of these had been published. Its {@code ended} says when.
     */
    public static boolean isEnd(Event event) {
        return isEnded(event.type())
                || (event.type().equals(DELETED)
                        && !isEnded(PREFIX + event.data().get("previous")));
    }

    private static boolean isEnded(String type) {
        return type.equals(SUCCEEDED) || type.equals(FAILED) || type.equals(EVICTED);
    }
}
