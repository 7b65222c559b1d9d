package io.clearmladmin.k8s.controlplane;

import io.clearmladmin.internal.text.SafeText;
import java.util.List;

/**
 * How a component is.
 *
 * @param name its name
 * @param need whether it must be there
 * @param state how it is in a word
 * @param workloads what runs its pods
 * @param services the Services before them
 * @param images the images of its containers, without those that run before the others; several tags of
 *     one repository are a mixed version
 */
public record ComponentReport(
        String name,
        Component.Need need,
        State state,
        List<WorkloadReport> workloads,
        List<ServiceReport> services,
        List<Image> images) {

    /** How a component is. */
    public enum State {
        /** All its pods are ready. */
        HEALTHY,
        /** Some of its pods are ready. */
        DEGRADED,
        /** None of its pods is ready. */
        DOWN,
        /** It is scaled to zero. */
        STOPPED,
        /** It must be there and was not found. */
        MISSING,
        /** It may be there and was not found. */
        ABSENT,
        /** It is elsewhere on purpose. */
        EXTERNAL,
        /** What would show its state could not be read. */
        UNKNOWN
    }

    /** Keeps copies. */
    public ComponentReport {
        workloads = List.copyOf(workloads);
        services = List.copyOf(services);
        images = List.copyOf(images);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
