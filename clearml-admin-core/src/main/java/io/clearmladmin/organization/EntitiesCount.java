package io.clearmladmin.organization;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * How many there are of each requested kind.
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
 * @param additional unknown fields, as received
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

    /** Turns absent fields into empty ones. */
    public EntitiesCount {
        errors = Check.map(errors);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
