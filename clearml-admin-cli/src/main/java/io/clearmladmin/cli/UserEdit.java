package io.clearmladmin.cli;

import io.clearmladmin.ClearMl;
import io.clearmladmin.directory.Directory;
import io.clearmladmin.directory.UserEntry;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.users.UpdateUser;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "edit",
        description = "Changes the name or the role of a user.",
        footer = {"", "Example:", "  clearml-admin user edit ann@example.org --role admin --yes"})
@Prints(one = UserEdit.Edited.class)
final class UserEdit implements Action {

    record Edited(String id, Optional<String> name, Optional<String> role) {}

    @Parameters(paramLabel = "USER", description = "The name, the e-mail or the id.")
    private String user = "";

    @Option(names = "--name", paramLabel = "NAME", description = "The new display name.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--role", paramLabel = "ROLE", description = "The new role; tokens that exist keep the old one.")
    private Optional<String> role = Optional.empty();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        if (name.isEmpty() && role.isEmpty()) {
            throw CommandException.wrongUse("nothing is to be changed", "give --name or --role");
        }
        ClearMl clearml = invocation.clearml();
        Directory directory = Directory.of(clearml);
        UserEntry found = directory.user(user);
        confirmation.ask(
                invocation,
                "change the user " + found.name().orElse("") + " (" + found.id() + ")"
                        + name.map(text -> ", name " + text).orElse("")
                        + role.map(text -> ", role " + text).orElse(""));
        // A role is changed in the caller's tenant only: for another one's user, as that user.
        boolean isOwn = found.tenant().equals(directory.ownTenant().id());
        ClearMl inTenant = isOwn ? clearml : clearml.actingAs(found.id());
        name.ifPresent(text -> inTenant.users()
                .update(UpdateUser.builder().user(found.id()).name(text).build()));
        role.ifPresent(text -> inTenant.auth().editUser(found.id(), new Role(text)));
        invocation.output().one(Edited.class, new Edited(found.id(), name, role));
        return ExitCode.DONE;
    }
}
