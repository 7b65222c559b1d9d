package io.clearmladmin.cli;

import io.clearmladmin.directory.Directory;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "unlock",
        description = {"Lets tenants that have an application launch it again.", "Server 3.30 or newer."},
        footer = {"", "Example:", "  clearml-admin app unlock jupyter-lab --yes"})
@Prints(one = AppUnlock.Changed.class)
final class AppUnlock implements Action {

    record Changed(String id, String outcome) {}

    @Parameters(paramLabel = "APP", description = "The id or the name, also of a customization.")
    private String app = "";

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        String id = Directory.of(invocation.clearml()).applicationId(app);
        confirmation.ask(invocation, "unlock " + id + " for all tenants");
        AppLock.set(invocation, id, false);
        invocation.output().one(Changed.class, new Changed(id, "unlocked"));
        return ExitCode.DONE;
    }
}
