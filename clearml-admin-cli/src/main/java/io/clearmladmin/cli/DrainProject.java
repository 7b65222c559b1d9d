package io.clearmladmin.cli;

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
        name = "project",
        description = {
            "Waits until no task of a project, or of one below it, waits or runs.",
            "No call keeps new ones from coming; what comes meanwhile is drained, too."
        },
        footer = {"", "Example:", "  clearml-admin drain project research --let-run 0s --stop --stop-waiting"})
@Prints(one = {DrainPlan.class, DrainReport.class})
final class DrainProject implements Action {

    @Parameters(paramLabel = "PROJECT", description = "The whole name or the id.")
    private String project = "";

    @Option(names = "--move-to", paramLabel = "QUEUE", description = "Move what waits to this queue, by name or id.")
    private Optional<String> moveTo = Optional.empty();

    @Mixin
    private final DrainOptions options = new DrainOptions();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        String id = ProjectNames.project(invocation.clearml(), project).id();
        return options.run(invocation, DrainScope.project(id), moveTo);
    }
}
