package io.clearmladmin.cli;

import io.clearmladmin.auth.CreateUser;
import io.clearmladmin.directory.Directory;
import io.clearmladmin.directory.TenantEntry;
import io.clearmladmin.endpoint.Role;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "create",
        description = "Creates a user, and prints the id.",
        footer = {"", "Example:", "  clearml-admin user create --name 'Build robot' --email robot@example.org --yes"})
@Prints(one = UserCreate.Created.class)
final class UserCreate implements Action {

    record Created(String id, String name, String email, String tenant) {}

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "The display name.")
    private String name = "";

    @Option(names = "--email", required = true, paramLabel = "EMAIL", description = "The e-mail; unique on the server.")
    private String email = "";

    @Option(names = "--tenant", paramLabel = "TENANT", description = "The tenant, by name or id; yours by default.")
    private Optional<String> tenant = Optional.empty();

    @Option(names = "--role", paramLabel = "ROLE", description = "The role; user by default.")
    private Optional<String> role = Optional.empty();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        Directory directory = Directory.of(invocation.clearml());
        TenantEntry its = tenant.isPresent() ? directory.tenant(tenant.get()) : directory.ownTenant();
        confirmation.ask(
                invocation,
                "create the user " + name + " <" + email + "> of " + its.name()
                        + role.map(word -> " with the role " + word).orElse(""));
        String id = invocation
                .clearml()
                .auth()
                .createUser(CreateUser.builder()
                        .name(name)
                        .email(email)
                        .company(its.id())
                        .role(role.map(Role::new))
                        .build());
        invocation.output().one(Created.class, new Created(id, name, email, its.id()));
        return ExitCode.DONE;
    }
}
