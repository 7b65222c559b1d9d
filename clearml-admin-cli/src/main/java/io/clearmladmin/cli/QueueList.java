package io.clearmladmin.cli;

import io.clearmladmin.queues.QueueQuery;
import java.io.IOException;
import picocli.CommandLine.Command;

@Command(
        name = "list",
        description = "Lists the queues of your tenant, and how many tasks wait in each.",
        footer = {"", "Example:", "  clearml-admin queue list"})
@Prints(list = QueueRow.class)
final class QueueList implements Action {

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        invocation
                .output()
                .list(
                        QueueRow.class,
                        invocation
                                .clearml()
                                .queues()
                                .getAllEx(QueueQuery.builder().build())
                                .stream()
                                .map(QueueRow::of)
                                .toList());
        return ExitCode.DONE;
    }
}
