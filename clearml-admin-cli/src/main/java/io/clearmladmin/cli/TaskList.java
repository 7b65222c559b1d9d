package io.clearmladmin.cli;

import io.clearmladmin.tasks.Task;
import io.clearmladmin.tasks.TaskQuery;
import io.clearmladmin.tasks.TaskStatus;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "Lists the tasks of your tenant, hidden ones too; archived ones only with --archived.",
        footer = {"", "Example:", "  clearml-admin task list --status queued,in_progress --project vision"})
@Prints(list = TaskRow.class)
final class TaskList implements Action {

    @Option(names = "--status", paramLabel = "STATUS", split = ",", description = "Only of these statuses.")
    private List<String> statuses = List.of();

    @Option(
            names = "--project",
            paramLabel = "PROJECT",
            description = "Only in this project, by name or id, or below; repeatable.")
    private List<String> projects = List.of();

    @Option(names = "--tag", paramLabel = "TAG", description = "Only with this tag; -TAG for without; repeatable.")
    private List<String> tags = List.of();

    @Option(names = "--archived", description = "Those that are archived, instead of those that are not.")
    private boolean isArchived;

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        TaskQuery.Builder query = TaskQuery.builder();
        query.searchHidden(true)
                .onlyFields(TaskRow.FIELDS)
                .orderBy(List.of("id"))
                .systemTags(List.of(isArchived ? "archived" : "-archived"))
                .status(some(statuses)
                        .map(all -> all.stream().map(TaskStatus::new).toList()))
                .tags(some(tags));
        if (!projects.isEmpty()) {
            query.project(ProjectNames.ids(invocation.clearml(), projects)).includeSubprojects(true);
        }
        try (RowStream<TaskRow> rows = invocation.output().stream(TaskRow.class)) {
            for (Task task : invocation.clearml().tasks().getAllEx(query.build())) {
                rows.add(TaskRow.of(task));
            }
        }
        return ExitCode.DONE;
    }

    static <T> Optional<List<T>> some(List<T> values) {
        return values.isEmpty() ? Optional.empty() : Optional.of(values);
    }
}
