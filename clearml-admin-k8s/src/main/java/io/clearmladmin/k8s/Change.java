package io.clearmladmin.k8s;

import org.jspecify.annotations.Nullable;

/**
 * One thing to tell of a pod.
 *
 * @param old what was told of it before; null if nothing was
 * @param now what it is, or was when it went
 * @param isGone whether it went
 */
record Change(@Nullable TaskPod old, TaskPod now, boolean isGone) {

    static Change to(@Nullable TaskPod old, TaskPod now) {
        return new Change(old, now, false);
    }

    static Change gone(TaskPod last) {
        return new Change(last, last, true);
    }

    String uid() {
        return now.uid();
    }

    /** This and a later one of the same pod as one; null if there is nothing to tell: it came and went. */
    @Nullable
    Change with(Change later) {
        return old == null && later.isGone ? null : new Change(old, later.now, later.isGone);
    }

    void publish(PodHandler handler) {
        if (isGone) {
            handler.onDelete(now);
        } else if (old == null) {
            handler.onAdd(now);
        } else {
            handler.onUpdate(old, now);
        }
    }
}
