package io.clearmladmin.k8s.events;

import io.clearmladmin.internal.text.SafeText;

/**
 * How many task pods of one tenant run from one queue, and the GPUs that they hold: a look at this moment, for dashboards. It is no
 * ground for bills: what ran between two looks is not in it, and the events have it ({@link io.clearmladmin.events.PodEvents}).
 *
 * @param tenant the tenant's id; empty if it is not known
 * @param queue the queue's name, else its id; empty if neither is known
 * @param pods how many pods run
 * @param gpus their whole GPUs, and parts of one where the pod says how much it is
 * @param migComputeSlices the compute slices of their MIG slices, of which a whole GPU has 7 (A30 and RTX PRO 6000: 4)
 */
public record QueueLoad(String tenant, String queue, long pods, double gpus, long migComputeSlices) {

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
