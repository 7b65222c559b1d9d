package io.clearmladmin.cli;

import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.models.Model;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A model, as scripts read it. */
record ModelRow(
        String id,
        Optional<String> name,
        Optional<Boolean> published,
        Optional<String> project,
        Optional<String> task,
        Optional<String> uri,
        boolean archived,
        List<String> tags,
        Optional<Instant> lastUpdate) {

    static final List<String> FIELDS =
            List.of("id", "name", "ready", "project.name", "task", "uri", "tags", "system_tags", "last_update");

    static ModelRow of(Model model) {
        return new ModelRow(
                model.id(),
                model.name(),
                model.ready(),
                model.project().map(TaskRow::named),
                model.task().map(Reference::id),
                model.uri(),
                model.isArchived(),
                model.tags(),
                model.lastUpdate());
    }
}
