package io.clearmladmin.models;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Which models to publish. */
@JsonDeserialize(builder = PublishModels.Builder.class)
@Value.Immutable
public interface PublishModels extends Extensible {

    /** The ids of the models, one at least. */
    List<String> ids();

    /** Whether to publish the tasks that made them too; yes if absent. Open-source servers read it by this name. */
    Optional<Boolean> publishTask();

    /** The same by its documented name. Where one of the two is set, both are sent. */
    Optional<Boolean> publishTasks();

    /** Whether to publish tasks that the status does not allow to. */
    Optional<Boolean> forcePublishTask();

    /** Rejects invalid values, and sets both names of one field. */
    @Value.Check
    default PublishModels check() {
        Check.notEmpty("ids", ids());
        if (publishTask().isPresent() == publishTasks().isPresent()) {
            return this;
        }
        boolean isPublished = publishTask().or(() -> publishTasks()).orElseThrow();
        return builder()
                .from(this)
                .publishTask(isPublished)
                .publishTasks(isPublished)
                .build();
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link PublishModels}. */
    final class Builder extends ImmutablePublishModels.Builder {
        Builder() {}
    }
}
