package io.clearmladmin.cli;

import io.clearmladmin.applications.ApplicationsPlan;
import io.clearmladmin.applications.ApplicationsReport;
import io.clearmladmin.applications.Rollout;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "disable",
        description = {
            "Stops tenants from launching an application; what runs goes on. Those that do not have it get it, disabled.",
            "Server 3.30 or newer."
        },
        footer = {"", "Example:", "  clearml-admin app disable jupyter-lab --tenant acme --yes"})
@Prints(one = {ApplicationsPlan.class, ApplicationsReport.class})
final class AppDisable implements Action {

    @Mixin
    private final AppRollout rollout = new AppRollout();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        return rollout.run(invocation, Rollout.builder().goal(Rollout.Goal.DISABLED));
    }
}
