package io.clearmladmin.cli;

import io.clearmladmin.directory.Directory;
import io.clearmladmin.directory.TenantEntry;
import io.clearmladmin.directory.UserEntry;
import io.clearmladmin.endpoint.Role;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Shows a tenant, its admins and how many users it has.",
        footer = {"", "Example:", "  clearml-admin tenant show 'Vision team'"})
@Prints(one = TenantShow.Shown.class)
final class TenantShow implements Action {

    record Shown(String id, String name, boolean active, int users, List<String> admins) {}

    @Parameters(paramLabel = "TENANT", description = "The name or the id.")
    private String tenant = "";

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        Directory directory = Directory.of(invocation.clearml());
        TenantEntry found = directory.tenant(tenant);
        List<UserEntry> users = directory.users(found.id());
        List<String> admins = users.stream()
                .filter(user -> user.role().equals(Optional.of(Role.ADMIN)))
                .map(user -> user.name().orElse(user.id()))
                .toList();
        invocation
                .output()
                .one(Shown.class, new Shown(found.id(), found.name(), found.isActive(), users.size(), admins));
        return ExitCode.DONE;
    }
}
