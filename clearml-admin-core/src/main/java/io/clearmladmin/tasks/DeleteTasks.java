package io.clearmladmin.tasks;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Which tasks to delete. Of fewer than 100 at a time, events are deleted before the reply. */
@JsonDeserialize(builder = DeleteTasks.Builder.class)
@Value.Immutable
public interface DeleteTasks extends Extensible {

    /** The ids of the tasks, one at least. */
    List<String> ids();

    /** Whether to delete draft output models that no other task uses; yes if absent. */
    Optional<Boolean> deleteOutputModels();

    /** Whether to return the files that the server does not delete by itself. */
    Optional<Boolean> returnFileUrls();

    /** Whether the server deletes files, later and by itself; yes if absent. API 2.21. */
    Optional<Boolean> deleteExternalArtifacts();

    /** Whether to keep a copy in a collection that no call reaches; no if absent, yes on servers before 2.3. */
    Optional<Boolean> moveToTrash();

    /** Whether to do it to the steps of pipelines too, whatever their status. API 2.30; an older server ignores it. */
    Optional<Boolean> includePipelineSteps();

    /** Why, for people to read on the task. */
    Optional<String> statusReason();

    /** What else to keep on the task. */
    Optional<String> statusMessage();

    /** Whether to delete tasks that are neither created nor archived, and those with published models or children. */
    Optional<Boolean> force();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.notEmpty("ids", ids());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link DeleteTasks}. */
    final class Builder extends ImmutableDeleteTasks.Builder {
        Builder() {}
    }
}
