package io.clearmladmin.tasks;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Changes to a task, whatever its status; absent fields stay. */
@JsonDeserialize(builder = UpdateTask.Builder.class)
@Value.Immutable
public interface UpdateTask extends Extensible {

    /** The id of the task. */
    String task();

    /** The name. */
    Optional<String> name();

    /** Tags; they replace the present ones. {@code tasks.update_tags} adds and removes single ones. */
    Optional<List<String>> tags();

    /** System tags; they replace the present ones. */
    Optional<List<String>> systemTags();

    /** The comment. */
    Optional<String> comment();

    /** The id of the project. */
    Optional<String> project();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("task", task());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link UpdateTask}. */
    final class Builder extends ImmutableUpdateTask.Builder {
        Builder() {}
    }
}
