package io.clearmladmin.k8s.controlplane;

import io.clearmladmin.internal.text.SafeText;
import java.util.Optional;

/**
 * A container of the control plane.
 *
 * @param name its name
 * @param isInit whether it runs before the others
 * @param image its image
 * @param isReady whether it is ready; of one that runs before the others, whether it is done
 * @param restarts how often it was started again
 * @param waiting why it waits, such as {@code CrashLoopBackOff}; absent if it does not
 * @param ended how it ended the last time; absent if it never did, or well before the others
 */
public record ContainerReport(
        String name,
        boolean isInit,
        Image image,
        boolean isReady,
        int restarts,
        Optional<String> waiting,
        Optional<Termination> ended) {

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
