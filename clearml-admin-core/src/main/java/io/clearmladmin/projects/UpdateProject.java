package io.clearmladmin.projects;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Changes to a project; absent fields stay. */
@JsonDeserialize(builder = UpdateProject.Builder.class)
@Value.Immutable
public interface UpdateProject extends Extensible {

    /** The id of the project. */
    String project();

    /** The whole name; only its last part may differ. */
    Optional<String> name();

    /** The description. */
    Optional<String> description();

    /** Tags; they replace the present ones. */
    Optional<List<String>> tags();

    /** System tags; they replace the present ones. */
    Optional<List<String>> systemTags();

    /** Where new tasks store their outputs. */
    Optional<String> defaultOutputDestination();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("project", project());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link UpdateProject}. */
    final class Builder extends ImmutableUpdateProject.Builder {
        Builder() {}
    }
}
