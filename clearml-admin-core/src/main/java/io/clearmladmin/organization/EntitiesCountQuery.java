package io.clearmladmin.organization;

import io.clearmladmin.endpoint.Extensible;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** What to count: each kind with its own filters, of which an empty map counts all. */
@Value.Immutable
public interface EntitiesCountQuery extends Extensible {

    /** Projects. */
    Optional<Map<String, Object>> projects();

    /** Tasks. */
    Optional<Map<String, Object>> tasks();

    /** Models. */
    Optional<Map<String, Object>> models();

    /** Pipelines. */
    Optional<Map<String, Object>> pipelines();

    /** Pipeline runs. */
    Optional<Map<String, Object>> pipelineRuns();

    /** Datasets. */
    Optional<Map<String, Object>> datasets();

    /** Dataset versions. */
    Optional<Map<String, Object>> datasetVersions();

    /** Reports. API 2.23. */
    Optional<Map<String, Object>> reports();

    /** Whether to count hidden ones too. */
    Optional<Boolean> searchHidden();

    /** Only what these users worked on. */
    Optional<List<String>> activeUsers();

    /** Whether to count public ones; true if absent. */
    Optional<Boolean> allowPublic();

    /** Where to stop counting. API 2.33. */
    Optional<Integer> limit();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link EntitiesCountQuery}. */
    final class Builder extends ImmutableEntitiesCountQuery.Builder {
        Builder() {}
    }
}
