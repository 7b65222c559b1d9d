package io.clearmladmin.tasks;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Which tasks to publish. */
@JsonDeserialize(builder = PublishTasks.Builder.class)
@Value.Immutable
public interface PublishTasks extends Extensible {

    /** The ids of the tasks, one at least. */
    List<String> ids();

    /** Whether to publish their newest output models too; yes if absent. */
    Optional<Boolean> publishModel();

    /** Why, for people to read on the task. */
    Optional<String> statusReason();

    /** What else to keep on the task. */
    Optional<String> statusMessage();

    /** Whether to publish tasks that the status does not allow to. */
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

    /** Builds a {@link PublishTasks}. */
    final class Builder extends ImmutablePublishTasks.Builder {
        Builder() {}
    }
}
