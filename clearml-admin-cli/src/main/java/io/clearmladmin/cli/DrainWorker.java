package io.clearmladmin.cli;

import io.clearmladmin.drain.DrainPlan;
import io.clearmladmin.drain.DrainReport;
import io.clearmladmin.drain.DrainScope;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "worker",
        description = {
            "Keeps a worker from taking tasks, and waits until it runs none.",
            "Enterprise; elsewhere no call keeps one worker from it, so that it is only waited for."
        },
        footer = {"", "Example:", "  clearml-admin drain worker gpu-node-1:0 --let-run 2h --stop"})
@Prints(one = {DrainPlan.class, DrainReport.class})
final class DrainWorker implements Action {

    @Parameters(paramLabel = "WORKER", description = "The id.")
    private String worker = "";

    @Mixin
    private final DrainOptions options = new DrainOptions();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        String id = Workers.byId(invocation, worker).id();
        return options.run(invocation, DrainScope.worker(id), Optional.empty());
    }
}
