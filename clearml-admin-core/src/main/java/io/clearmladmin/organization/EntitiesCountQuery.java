package io.clearmladmin.organization;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Filter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What to count: each kind with its own filters, of which an empty map counts all. The server ignores a filter that it does
 * not know, and then counts all.
 */
@JsonDeserialize(builder = EntitiesCountQuery.Builder.class)
@Value.Immutable
public interface EntitiesCountQuery extends Extensible {

    /** Projects. */
    @Filter
    Optional<Map<String, Object>> projects();

    /** Tasks. */
    @Filter
    Optional<Map<String, Object>> tasks();

    /** Models. */
    @Filter
    Optional<Map<String, Object>> models();

    /** Pipelines. */
    @Filter
    Optional<Map<String, Object>> pipelines();

    /** Pipeline runs. */
    @Filter
    Optional<Map<String, Object>> pipelineRuns();

    /** Datasets. */
    @Filter
    Optional<Map<String, Object>> datasets();

    /** Dataset versions. */
    @Filter
    Optional<Map<String, Object>> datasetVersions();

    /** Reports. API 2.23. */
    @Filter
    Optional<Map<String, Object>> reports();

    /** Whether to count hidden ones too. */
    Optional<Boolean> searchHidden();

    /** Only what these users worked on. */
    @Filter
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
