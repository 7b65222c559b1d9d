package io.clearmladmin.cli;

import io.clearmladmin.directory.Directory;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Shows a queue.",
        footer = {"", "Example:", "  clearml-admin queue show default"})
@Prints(one = QueueRow.class)
final class QueueShow implements Action {

    @Parameters(paramLabel = "QUEUE", description = "The name or the id.")
    private String queue = "";

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        invocation
                .output()
                .one(
                        QueueRow.class,
                        QueueRow.of(Directory.of(invocation.clearml()).queue(queue)));
        return ExitCode.DONE;
    }
}
