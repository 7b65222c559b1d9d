package io.clearmladmin.system;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Tasks to copy into a tenant. */
@JsonDeserialize(builder = CopyTasks.Builder.class)
@Value.Immutable
public interface CopyTasks extends Extensible {

    /** The tenant's id. */
    String company();

    /** The ids of the tasks. */
    List<String> tasks();

    /** The id of the user who will own them. */
    String user();

    /** The id of the project for them. */
    Optional<String> project();

    /** Or the name of a new project for them. */
    Optional<String> newProjectName();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("company", company());
        Check.text("user", user());
        Check.notEmpty("tasks", tasks());
        Check.oneOf("project", project(), "newProjectName", newProjectName());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CopyTasks}. */
    final class Builder extends ImmutableCopyTasks.Builder {
        Builder() {}
    }
}
