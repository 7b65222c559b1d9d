package io.clearmladmin.k8s;

import org.jspecify.annotations.Nullable;

/**
 * One change of a pod, of which the handler is notified.
 *
 * @param old what the handler knew of it before; null if nothing
 * @param now what it is, or was when it went
 * @param isGone whether it went
 */
record Change(@Nullable TaskPod old, TaskPod now, boolean isGone) {

    static Change to(@Nullable TaskPod old, TaskPod now) {
        return new Change(old, now, false);
    }

    static Change gone(TaskPod old, TaskPod last) {
        return new Change(old, last, true);
    }

    String uid() {
        return now.uid();
    }

    /** This and a later one of the same pod as one; null if there is nothing to notify of: it came and went. */
    @Nullable
    Change with(Change later) {
        return old == null && later.isGone ? null : new Change(old, later.now, later.isGone);
    }

    void dispatchTo(PodHandler handler) {
        if (isGone) {
            handler.onDelete(now);
        } else if (old == null) {
            handler.onAdd(now);
        } else {
            handler.onUpdate(old, now);
        }
    }
}
