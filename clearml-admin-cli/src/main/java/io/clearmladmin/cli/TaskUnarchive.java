package io.clearmladmin.cli;

import io.clearmladmin.endpoint.BatchItem;
import io.clearmladmin.endpoint.BatchResult;
import io.clearmladmin.tasks.ArchiveTasks;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "unarchive",
        description = "Brings tasks back from the archive; their status stays what it is.",
        footer = {"", "Example:", "  clearml-admin task unarchive 0123456789abcdef0123456789abcdef --yes"})
@Prints(list = BatchRow.class)
final class TaskUnarchive implements Action {

    @Parameters(paramLabel = "ID", arity = "1..*", description = "The ids.")
    private List<String> ids = List.of();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        confirmation.ask(invocation, "bring back " + ids.size() + ": " + String.join(", ", ids));
        var tasks = invocation.clearml().tasks();
        return BatchRow.of(ids, (batch, rows) -> {
                    BatchResult<BatchItem> result = tasks.unarchiveMany(
                            ArchiveTasks.builder().ids(batch).build());
                    result.succeeded().forEach(item -> rows.done(item.id(), "unarchived"));
                    rows.failed(result.failed());
                })
                .print(invocation);
    }
}
