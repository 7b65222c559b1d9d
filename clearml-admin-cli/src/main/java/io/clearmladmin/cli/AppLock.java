package io.clearmladmin.cli;

import io.clearmladmin.apps.LaunchLock;
import io.clearmladmin.directory.Directory;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "lock",
        description = {
            "Keeps all tenants from launching an application and its customizations; what runs goes on.",
            "Server 3.30 or newer."
        },
        footer = {"", "Example:", "  clearml-admin app lock jupyter-lab --yes"})
@Prints(one = AppLock.Changed.class)
final class AppLock implements Action {

    record Changed(String id, String outcome) {}

    @Parameters(paramLabel = "APP", description = "The id or the name, also of a customization.")
    private String app = "";

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        String id = Directory.of(invocation.clearml()).applicationId(app);
        confirmation.ask(invocation, "lock " + id + " for all tenants");
        set(invocation, id, true);
        invocation.output().one(Changed.class, new Changed(id, "locked"));
        return ExitCode.DONE;
    }

    static void set(Invocation invocation, String id, boolean isLocked) throws IOException {
        boolean isApplication = invocation.clearml().apps().getAllApps().stream()
                .anyMatch(app -> app.appId().equals(id));
        invocation
                .clearml()
                .apps()
                .setLaunchLock(
                        isApplication
                                ? LaunchLock.ofApplication(id, isLocked)
                                : LaunchLock.ofCustomization(id, isLocked));
    }
}
