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
        name = "user",
        description = {
            "Waits until no task that a user created waits or runs.",
            "No call keeps new ones from coming; what comes meanwhile is drained, too."
        },
        footer = {"", "Example:", "  clearml-admin drain user ann@example.com --let-run 30m --stop --stop-waiting"})
@Prints(one = {DrainPlan.class, DrainReport.class})
final class DrainUser implements Action {

    @Parameters(paramLabel = "USER", description = "The name, the e-mail or the id.")
    private String user = "";

    @Option(names = "--move-to", paramLabel = "QUEUE", description = "Move what waits to this queue, by name or id.")
    private Optional<String> moveTo = Optional.empty();

    @Mixin
    private final DrainOptions options = new DrainOptions();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        String id = Directory.of(invocation.clearml()).user(user).id();
        return options.run(invocation, DrainScope.user(id), moveTo);
    }
}
