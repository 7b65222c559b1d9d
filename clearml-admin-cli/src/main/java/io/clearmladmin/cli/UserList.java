package io.clearmladmin.cli;

import io.clearmladmin.directory.UserEntry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "Lists users: of your own tenant unless others are named.",
        footer = {"", "Example:", "  clearml-admin user list --all-tenants --role admin --inactive 90d"})
@Prints(list = UserEntry.class)
final class UserList implements Action {

    @Mixin
    private final Scope scope = new Scope();

    @Option(names = "--role", paramLabel = "ROLE", description = "Only users with this role.")
    private Optional<String> role = Optional.empty();

    @Option(names = "--inactive", paramLabel = "TIME", description = "Only users not seen for this time, such as 90d.")
    private Optional<Duration> inactive = Optional.empty();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        List<UserEntry> users = scope.users(invocation, Optional.empty());
        Instant now = Instant.now();
        invocation
                .output()
                .list(
                        UserEntry.class,
                        users.stream()
                                .filter(user -> role.isEmpty()
                                        || user.role()
                                                .filter(each -> each.value().equals(role.get()))
                                                .isPresent())
                                .filter(user -> inactive.isEmpty() || user.isInactive(inactive.get(), now))
                                .toList());
        return ExitCode.DONE;
    }
}
