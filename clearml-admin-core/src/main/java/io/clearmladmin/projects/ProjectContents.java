package io.clearmladmin.projects;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * What is in a project and those below it, and would be deleted or moved to the root with it. It does not say what runs
 * or waits.
 *
 * @param tasks tasks
 * @param nonArchivedTasks tasks that are not archived
 * @param models models
 * @param nonArchivedModels models that are not archived
 * @param reports reports
 * @param nonArchivedReports reports that are not archived
 * @param pipelines pipelines that are not archived
 * @param datasets datasets that are not archived
 * @param additional unknown fields, as received
 */
public record ProjectContents(
        Optional<Integer> tasks,
        Optional<Integer> nonArchivedTasks,
        Optional<Integer> models,
        Optional<Integer> nonArchivedModels,
        Optional<Integer> reports,
        Optional<Integer> nonArchivedReports,
        Optional<Integer> pipelines,
        Optional<Integer> datasets,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public ProjectContents {
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
