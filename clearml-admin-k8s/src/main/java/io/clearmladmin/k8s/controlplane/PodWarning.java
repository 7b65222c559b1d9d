package io.clearmladmin.k8s.controlplane;

import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A kind of warning that Kubernetes gave of a pod. Its message is not read: it may quote a container's output.
 *
 * @param reason what it is about, such as {@code Unhealthy} or {@code FailedMount}
 * @param count how often
 * @param last when it was given last; absent if Kubernetes does not say
 */
public record PodWarning(String reason, int count, Optional<Instant> last) {

    PodWarning plus(PodWarning other) {
        Optional<Instant> later =
                Stream.of(last, other.last).flatMap(Optional::stream).max(Comparator.naturalOrder());
        return new PodWarning(reason, count + other.count, later);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
