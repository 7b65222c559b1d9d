package io.clearmladmin.k8s.events;

import io.clearmladmin.k8s.TaskPod;
import org.jspecify.annotations.Nullable;

/**
 * What a watch showed.
 *
 * @param pod a pod as it is now, or was when it went; null where all pods there are have been shown
 */
record PodObservation(@Nullable TaskPod pod) {

    static final PodObservation ALL = new PodObservation(null);
}
