package io.clearmladmin.cli;

import io.clearmladmin.directory.Directory;
import io.clearmladmin.drain.DrainPlan;
import io.clearmladmin.drain.DrainReport;
import io.clearmladmin.drain.DrainScope;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "tenant",
        description = {
            "Keeps agents from taking tasks from all queues of a tenant, and waits until none runs in it.",
            "Another tenant than your own is drained as one of its users. Enterprise."
        },
        footer = {"", "Example:", "  clearml-admin drain tenant acme --let-run 2h --stop"})
@Prints(one = {DrainPlan.class, DrainReport.class})
final class DrainTenant implements Action {

    @Parameters(paramLabel = "TENANT", description = "The name or the id.")
    private String tenant = "";

    @Mixin
    private final DrainOptions options = new DrainOptions();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        String id = Directory.of(invocation.clearml()).tenant(tenant).id();
        return options.run(invocation, DrainScope.tenant(id), Optional.empty());
    }
}
