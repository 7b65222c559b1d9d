package io.clearmladmin.cli;

import io.clearmladmin.tasks.Task;
import io.clearmladmin.tasks.TaskQuery;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Shows a task.",
        footer = {"", "Example:", "  clearml-admin task show 0123456789abcdef0123456789abcdef"})
@Prints(one = TaskRow.class)
final class TaskShow implements Action {

    @Parameters(paramLabel = "TASK", description = "The id.")
    private String task = "";

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        TaskQuery.Builder query = TaskQuery.builder();
        query.id(List.of(task)).searchHidden(true).onlyFields(TaskRow.FIELDS);
        Task found = invocation.clearml().tasks().getAllEx(query.build()).stream()
                .findFirst()
                .orElseThrow(
                        () -> CommandException.wrongUse("there is no task " + task, "give its id; task list shows it"));
        invocation.output().one(TaskRow.class, TaskRow.of(found));
        return ExitCode.DONE;
    }
}
