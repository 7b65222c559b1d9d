package io.clearmladmin.cli;

import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.tasks.Task;
import io.clearmladmin.tasks.TaskStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A task, as scripts read it. */
record TaskRow(
        String id,
        Optional<String> name,
        Optional<String> status,
        Optional<String> statusMessage,
        Optional<String> type,
        Optional<String> project,
        Optional<String> user,
        Optional<String> worker,
        boolean archived,
        List<String> tags,
        Optional<Instant> lastUpdate) {

    static final List<String> FIELDS = List.of(
            "id",
            "name",
            "status",
            "status_message",
            "type",
            "project.name",
            "user.name",
            "last_worker",
            "tags",
            "system_tags",
            "last_update");

    static TaskRow of(Task task) {
        return new TaskRow(
                task.id(),
                task.name(),
                task.status().map(TaskStatus::value),
                task.statusMessage(),
                task.type(),
                task.project().map(TaskRow::named),
                task.user().map(TaskRow::named),
                task.lastWorker(),
                task.isArchived(),
                task.tags(),
                task.lastUpdate());
    }

    static String named(Reference reference) {
        return reference.name().orElse(reference.id());
    }
}
