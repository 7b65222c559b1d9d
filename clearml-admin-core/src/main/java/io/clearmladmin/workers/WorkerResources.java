package io.clearmladmin.workers;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import java.util.Optional;
import org.immutables.value.Value;

/** How busy a worker's machine is. */
@JsonDeserialize(builder = WorkerResources.Builder.class)
@Value.Immutable
public interface WorkerResources extends Extensible {

    /** The use of its CPUs, in percent. */
    Optional<Double> cpuUsage();

    /** The use of its GPUs, in percent. */
    Optional<Double> gpuUsage();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds {@link WorkerResources}. */
    final class Builder extends ImmutableWorkerResources.Builder {
        Builder() {}
    }
}
