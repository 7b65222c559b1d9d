package io.clearmladmin.cli;

import io.clearmladmin.applications.ApplicationsPlan;
import io.clearmladmin.applications.ApplicationsReport;
import io.clearmladmin.applications.Rollout;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "undeploy",
        description = {
            "Takes an application from tenants that run no instance of it; the others keep it, unless --stop-instances is given.",
            "Server 3.30 or newer."
        },
        footer = {"", "Example:", "  clearml-admin app undeploy jupyter-lab --tenant acme --dry-run"})
@Prints(one = {ApplicationsPlan.class, ApplicationsReport.class})
final class AppUndeploy implements Action {

    @Mixin
    private final AppRollout rollout = new AppRollout();

    @Option(names = "--stop-instances", description = "Stop running instances, also those that start meanwhile.")
    private boolean isStopping;

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        return rollout.run(
                invocation, Rollout.builder().goal(Rollout.Goal.REMOVED).mayStopInstances(isStopping));
    }
}
