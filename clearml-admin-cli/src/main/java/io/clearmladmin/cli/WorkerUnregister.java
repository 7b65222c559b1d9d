package io.clearmladmin.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "unregister",
        description = {
            "Makes the server forget a worker that you registered.",
            "One that is running comes back with its next report."
        },
        footer = {"", "Example:", "  clearml-admin worker unregister gpu-node-1:0 --yes"})
@Prints(one = WorkerUnregister.Unregistered.class)
final class WorkerUnregister implements Action {

    record Unregistered(String id, String outcome) {}

    @Parameters(paramLabel = "WORKER", description = "The id.")
    private String worker = "";

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        String id = Workers.byId(invocation, worker).id();
        confirmation.ask(invocation, "unregister the worker " + id);
        invocation.clearml().workers().unregister(id);
        invocation.output().one(Unregistered.class, new Unregistered(id, "unregistered"));
        return ExitCode.DONE;
    }
}
