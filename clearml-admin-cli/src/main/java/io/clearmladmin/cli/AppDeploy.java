package io.clearmladmin.cli;

import io.clearmladmin.applications.ApplicationsPlan;
import io.clearmladmin.applications.ApplicationsReport;
import io.clearmladmin.applications.Rollout;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "deploy",
        description = {
            "Gives an application to tenants, after showing the plan, and reads back that they have it.",
            "Tenants where it is disabled are left alone unless --reenable is given. Server 3.30 or newer."
        },
        footer = {"", "Example:", "  clearml-admin app deploy jupyter-lab --all-tenants --yes"})
@Prints(one = {ApplicationsPlan.class, ApplicationsReport.class})
final class AppDeploy implements Action {

    @Mixin
    private final AppRollout rollout = new AppRollout();

    @Option(names = "--reenable", description = "Also enable it where it is disabled, perhaps on purpose.")
    private boolean isReenabling;

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        return rollout.run(
                invocation, Rollout.builder().goal(Rollout.Goal.ENABLED).mayReenable(isReenabling));
    }
}
