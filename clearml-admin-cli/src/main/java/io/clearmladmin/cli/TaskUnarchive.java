package io.clearmladmin.cli;

import io.clearmladmin.tasks.ArchiveTasks;
import io.clearmladmin.tasks.TasksService;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "unarchive",
        description = "Brings tasks back from the archive; their status stays what it is.",
        footer = {"", "Example:", "  clearml-admin task unarchive 0123456789abcdef0123456789abcdef --yes"})
@Prints(list = BatchRow.class)
final class TaskUnarchive implements Action {

    @Mixin
    private final UnarchivedIds ids = new UnarchivedIds();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        TasksService tasks = invocation.clearml().tasks();
        return ids.run(
                invocation,
                batch -> tasks.unarchiveMany(ArchiveTasks.builder().ids(batch).build()));
    }
}
