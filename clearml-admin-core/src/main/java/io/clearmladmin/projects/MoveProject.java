package io.clearmladmin.projects;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import org.immutables.value.Value;

/** A project and where to move it. */
@JsonDeserialize(builder = MoveProject.Builder.class)
@Value.Immutable
public interface MoveProject extends Extensible {

    /** The id of the project. */
    String project();

    /** The whole name of the project to move it into, which is created if need be; empty for the top level. */
    String newLocation();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("project", project());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link MoveProject}. */
    final class Builder extends ImmutableMoveProject.Builder {
        Builder() {}
    }
}
