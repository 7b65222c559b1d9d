package io.clearmladmin.workers;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** A worker to register. */
@JsonDeserialize(builder = RegisterWorker.Builder.class)
@Value.Immutable
public interface RegisterWorker extends Extensible {

    /** The worker's id. */
    String worker();

    /** The ids of the queues it takes from. */
    Optional<List<String>> queues();

    /** Seconds without a call after which it is forgotten; 600 if absent. */
    Optional<Integer> timeout();

    /** Tags. */
    Optional<List<String>> tags();

    /** System tags. */
    Optional<List<String>> systemTags();

    /** How busy it is. */
    Optional<WorkerResources> resources();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("worker", worker());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link RegisterWorker}. */
    final class Builder extends ImmutableRegisterWorker.Builder {
        Builder() {}
    }
}
