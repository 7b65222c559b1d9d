package io.clearmladmin.projects;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** A project to create; those above it are created too. */
@JsonDeserialize(builder = CreateProject.Builder.class)
@Value.Immutable
public interface CreateProject extends Extensible {

    /** The whole name, with {@code /} between its parts; each of three characters at least before server 2.4. */
    String name();

    /** The description. */
    Optional<String> description();

    /** Tags. */
    Optional<List<String>> tags();

    /** System tags. */
    Optional<List<String>> systemTags();

    /** Where new tasks store their outputs. */
    Optional<String> defaultOutputDestination();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("name", name());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CreateProject}. */
    final class Builder extends ImmutableCreateProject.Builder {
        Builder() {}
    }
}
