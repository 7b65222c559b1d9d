package io.clearmladmin.tasks;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Which tasks to archive, or to bring back. */
@JsonDeserialize(builder = ArchiveTasks.Builder.class)
@Value.Immutable
public interface ArchiveTasks extends Extensible {

    /** The ids of the tasks, one at least. */
    List<String> ids();

    /** Whether to do it to the steps of pipelines too, whatever their status. API 2.30; an older server ignores it. */
    Optional<Boolean> includePipelineSteps();

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

    /** Builds an {@link ArchiveTasks}. */
    final class Builder extends ImmutableArchiveTasks.Builder {
        Builder() {}
    }
}
