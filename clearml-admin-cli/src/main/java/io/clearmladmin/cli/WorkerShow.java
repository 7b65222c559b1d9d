package io.clearmladmin.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Shows a worker.",
        footer = {"", "Example:", "  clearml-admin worker show gpu-node-1:0"})
@Prints(one = WorkerRow.class)
final class WorkerShow implements Action {

    @Parameters(paramLabel = "WORKER", description = "The id.")
    private String worker = "";

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        invocation.output().one(WorkerRow.class, WorkerRow.of(Workers.byId(invocation, worker)));
        return ExitCode.DONE;
    }
}
