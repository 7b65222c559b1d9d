package io.clearmladmin.projects;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import org.immutables.value.Value;

/** A project to delete, and what to do with what is in it. */
@JsonDeserialize(builder = DeleteProject.Builder.class)
@Value.Immutable
public interface DeleteProject extends Extensible {

    /** The id of the project. */
    String project();

    /** Whether to delete it although something in it is not archived. */
    Optional<Boolean> force();

    /** Whether to delete what is in it, instead of moving it to the root. */
    Optional<Boolean> deleteContents();

    /** Whether the server deletes files, later and by itself; yes if absent. API 2.26. */
    Optional<Boolean> deleteExternalArtifacts();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("project", project());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link DeleteProject}. */
    final class Builder extends ImmutableDeleteProject.Builder {
        Builder() {}
    }
}
