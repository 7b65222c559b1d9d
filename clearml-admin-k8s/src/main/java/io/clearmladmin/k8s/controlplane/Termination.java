package io.clearmladmin.k8s.controlplane;

import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.Optional;

/**
 * How a container ended. Its message is not read: it may hold the container's output.
 *
 * @param reason why, such as {@code OOMKilled} or {@code Error}
 * @param exitCode the exit code; 137 is SIGKILL
 * @param finished when; absent if Kubernetes does not say
 */
public record Termination(String reason, int exitCode, Optional<Instant> finished) {

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
