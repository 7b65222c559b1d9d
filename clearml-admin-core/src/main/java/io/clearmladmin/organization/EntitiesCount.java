package io.clearmladmin.organization;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * How many there are of each kind that was asked for.
 *
 * @param projects projects
 * @param tasks tasks
 * @param models models
 * @param pipelines pipelines
 * @param pipelineRuns pipeline runs
 * @param datasets datasets
 * @param datasetVersions dataset versions
 * @param reports reports
 * @param errors what could not be counted. API 2.34.
 * @param additional fields without a component of their own, as they came
 */
public record EntitiesCount(
        Optional<Long> projects,
        Optional<Long> tasks,
        Optional<Long> models,
        Optional<Long> pipelines,
        Optional<Long> pipelineRuns,
        Optional<Long> datasets,
        Optional<Long> datasetVersions,
        Optional<Long> reports,
        Map<String, Object> errors,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** What is absent is empty. */
    public EntitiesCount {
        errors = Check.map(errors);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
