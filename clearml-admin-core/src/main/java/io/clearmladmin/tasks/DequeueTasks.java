package io.clearmladmin.tasks;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Which tasks to take out of their queues. */
@JsonDeserialize(builder = DequeueTasks.Builder.class)
@Value.Immutable
public interface DequeueTasks extends Extensible {

    /** The ids of the tasks, one at least. */
    List<String> ids();

    /** Whether to search all queues, not only the one that the task names. API 2.25. */
    Optional<Boolean> removeFromAllQueues();

    /** The status to give them; the one they had before if absent. API 2.26. */
    Optional<TaskStatus> newStatus();

    /** Why, for people to read on the task. */
    Optional<String> statusReason();

    /** What else to keep on the task. */
    Optional<String> statusMessage();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.notEmpty("ids", ids());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link DequeueTasks}. */
    final class Builder extends ImmutableDequeueTasks.Builder {
        Builder() {}
    }
}
