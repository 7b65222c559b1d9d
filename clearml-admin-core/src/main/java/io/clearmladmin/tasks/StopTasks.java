package io.clearmladmin.tasks;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Which tasks to stop. */
@JsonDeserialize(builder = StopTasks.Builder.class)
@Value.Immutable
public interface StopTasks extends Extensible {

    /** The ids of the tasks, one at least. */
    List<String> ids();

    /** Why, for people to read on the task. */
    Optional<String> statusReason();

    /**
     * Whether to stop tasks that the status does not allow to, published ones included. It makes no worker stop sooner.
     */
    Optional<Boolean> force();

    /** Whether to do it to the steps of pipelines too, whatever their status. API 2.30; an older server ignores it. */
    Optional<Boolean> includePipelineSteps();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.notEmpty("ids", ids());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link StopTasks}. */
    final class Builder extends ImmutableStopTasks.Builder {
        Builder() {}
    }
}
