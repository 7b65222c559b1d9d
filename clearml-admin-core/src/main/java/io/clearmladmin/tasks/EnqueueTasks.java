package io.clearmladmin.tasks;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Which tasks to put in which queue. */
@JsonDeserialize(builder = EnqueueTasks.Builder.class)
@Value.Immutable
public interface EnqueueTasks extends Extensible {

    /** The ids of the tasks, one at least. */
    List<String> ids();

    /** The id of the queue. */
    String queue();

    /** Whether to check project, parent and input models first. */
    Optional<Boolean> validateTasks();

    /**
     * Whether to return, as {@code queue_watched} in {@code additional()}, if any worker takes from the queue. API
     * 2.22.
     */
    Optional<Boolean> verifyWatchedQueue();

    /** Why, for people to read on the task. */
    Optional<String> statusReason();

    /** What else to keep on the task. */
    Optional<String> statusMessage();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.notEmpty("ids", ids());
        Check.text("queue", queue());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link EnqueueTasks}. */
    final class Builder extends ImmutableEnqueueTasks.Builder {
        Builder() {}
    }
}
