package io.clearmladmin.tasks;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Which tasks to reset. */
@JsonDeserialize(builder = ResetTasks.Builder.class)
@Value.Immutable
public interface ResetTasks extends Extensible {

    /** The ids of the tasks, one at least. */
    List<String> ids();

    /** Whether to forget script and execution too. */
    Optional<Boolean> clearAll();

    /** Whether to delete draft output models that no other task uses; yes if absent. */
    Optional<Boolean> deleteOutputModels();

    /** Whether to return the files that the server does not delete by itself. */
    Optional<Boolean> returnFileUrls();

    /** Whether the server deletes files, later and by itself; yes if absent. API 2.21. */
    Optional<Boolean> deleteExternalArtifacts();

    /** Why, for people to read on the task. */
    Optional<String> statusReason();

    /** What else to keep on the task. */
    Optional<String> statusMessage();

    /** Whether to reset published tasks, and those with published models or children. */
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

    /** Builds a {@link ResetTasks}. */
    final class Builder extends ImmutableResetTasks.Builder {
        Builder() {}
    }
}
