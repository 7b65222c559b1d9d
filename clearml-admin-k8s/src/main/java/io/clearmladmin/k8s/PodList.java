package io.clearmladmin.k8s;

import java.util.List;

/**
 * Pods, and what they are true of.
 *
 * @param pods by namespace and name, those of old agents last
 * @param snapshot what they are true of
 */
public record PodList(List<TaskPod> pods, Snapshot snapshot) {

    /** Keeps a copy. */
    public PodList {
        pods = List.copyOf(pods);
    }
}
