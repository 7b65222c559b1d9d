package io.clearmladmin.models;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Which models to delete. */
@JsonDeserialize(builder = DeleteModels.Builder.class)
@Value.Immutable
public interface DeleteModels extends Extensible {

    /** The ids of the models, one at least. */
    List<String> ids();

    /** Whether to delete models that tasks use as input, or whose task is published. */
    Optional<Boolean> force();

    /** Whether the server deletes their files, later and by itself; yes if absent. */
    Optional<Boolean> deleteExternalArtifacts();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.notEmpty("ids", ids());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link DeleteModels}. */
    final class Builder extends ImmutableDeleteModels.Builder {
        Builder() {}
    }
}
