package io.clearmladmin.cli;

import io.clearmladmin.ClearMl;
import io.clearmladmin.directory.Directory;
import io.clearmladmin.directory.UserEntry;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "delete",
        description = {
            "Deletes the profile of a user.",
            "On an open-source server the login and its keys stay: revoke the keys first."
        },
        footer = {"", "Example:", "  clearml-admin user delete 'Build robot' --confirm 'Build robot'"})
@Prints(one = UserDelete.Deleted.class)
final class UserDelete implements Action {

    record Deleted(String id, String name, String outcome) {}

    @Parameters(paramLabel = "USER", description = "The name, the e-mail or the id.")
    private String user = "";

    @Mixin
    private final NameConfirmation confirmation = new NameConfirmation();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        ClearMl clearml = invocation.clearml();
        UserEntry found = Directory.of(clearml).user(user);
        String name = found.name().orElse(found.id());
        confirmation.ask(
                invocation, "delete the user " + name + " (" + found.id() + ") of " + found.tenantName(), name);
        clearml.users().delete(found.id());
        invocation.output().one(Deleted.class, new Deleted(found.id(), name, "deleted"));
        return ExitCode.DONE;
    }
}
