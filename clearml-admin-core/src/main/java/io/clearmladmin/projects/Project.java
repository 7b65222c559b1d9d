package io.clearmladmin.projects;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A project. It is found in another by its name: {@code a/b} is in {@code a}.
 *
 * @param id the id
 * @param name the whole name, with those of the projects above
 * @param basename the last part of the name
 * @param description the description
 * @param user who created it
 * @param company the tenant; empty or without an id for a public project
 * @param parent the id of the project above
 * @param created when it was created
 * @param lastUpdate when it or anything in it last changed
 * @param tags the tags
 * @param systemTags the system tags; {@code hidden} on those of pipelines, datasets and reports
 * @param defaultOutputDestination where new tasks store their outputs
 * @param hidden whether lists leave it out
 * @param stats what is in it; if it was asked for
 * @param subProjects the projects in it
 * @param ownTasks how many tasks are directly in it
 * @param ownModels how many models are directly in it
 * @param additional unknown fields, as received
 */
public record Project(
        String id,
        Optional<String> name,
        Optional<String> basename,
        Optional<String> description,
        Optional<Reference> user,
        Optional<Reference> company,
        Optional<String> parent,
        Optional<Instant> created,
        Optional<Instant> lastUpdate,
        List<String> tags,
        List<String> systemTags,
        Optional<String> defaultOutputDestination,
        Optional<Boolean> hidden,
        Optional<ProjectStats> stats,
        List<Reference> subProjects,
        Optional<Integer> ownTasks,
        Optional<Integer> ownModels,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public Project {
        Check.present("id", id);
        tags = Check.list(tags);
        systemTags = Check.list(systemTags);
        subProjects = Check.list(subProjects);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
