package io.clearmladmin.cli;

import java.io.IOException;
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
        invocation
                .output()
                .one(TaskRow.class, TaskRow.of(invocation.clearml().tasks().getById(task)));
        return ExitCode.DONE;
    }
}
