package io.clearmladmin.cli;

import io.clearmladmin.projects.Project;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A project, as scripts read it. */
record ProjectRow(
        String id,
        Optional<String> name,
        Optional<String> user,
        List<String> tags,
        Optional<Instant> created,
        Optional<Instant> lastUpdate) {

    static final List<String> FIELDS = List.of("id", "name", "user.name", "tags", "created", "last_update");

    static ProjectRow of(Project project) {
        return new ProjectRow(
                project.id(),
                project.name(),
                project.user().map(TaskRow::named),
                project.tags(),
                project.created(),
                project.lastUpdate());
    }
}
