package io.clearmladmin.cli;

import io.clearmladmin.directory.Directory;
import io.clearmladmin.drain.DrainPlan;
import io.clearmladmin.drain.DrainReport;
import io.clearmladmin.drain.DrainScope;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "queue",
        description = {
            "Keeps agents from taking tasks from a queue, and waits until none that came from it runs.",
            "What waits stays, or is moved or stopped. --undo gives the queue back what was moved and still waits."
        },
        footer = {"", "Example:", "  clearml-admin drain queue gpu --move-to gpu-new --let-run 2h --stop"})
@Prints(one = {DrainPlan.class, DrainReport.class})
final class DrainQueue implements Action {

    @Parameters(paramLabel = "QUEUE", description = "The name or the id.")
    private String queue = "";

    @Option(names = "--move-to", paramLabel = "QUEUE", description = "Move what waits to this queue, by name or id.")
    private Optional<String> moveTo = Optional.empty();

    @Mixin
    private final DrainOptions options = new DrainOptions();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        String id = Directory.of(invocation.clearml()).queue(queue).id();
        return options.run(invocation, DrainScope.queue(id), moveTo);
    }
}
