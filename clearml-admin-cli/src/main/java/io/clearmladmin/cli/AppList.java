package io.clearmladmin.cli;

import io.clearmladmin.apps.Application;
import io.clearmladmin.apps.AssignmentCounts;
import io.clearmladmin.directory.Directory;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = {
            "Lists the applications of the catalogue and how many tenants have each, or those that a tenant has.",
            "Server 3.30 or newer."
        },
        footer = {"", "Examples:", "  clearml-admin app list", "  clearml-admin app list --tenant acme"})
@Prints(list = AppList.Row.class)
final class AppList implements Action {

    /** An application, as scripts read it; the counts only if all tenants are meant. */
    record Row(
            String id,
            Optional<String> name,
            Optional<String> version,
            Optional<String> status,
            Optional<Integer> enabled,
            Optional<Integer> disabled,
            Optional<Integer> tenants) {

        static Row of(Application app) {
            Optional<AssignmentCounts> counts = app.rollup();
            return new Row(
                    app.appId(),
                    app.name(),
                    app.version().or(app::deployedVersion),
                    app.status(),
                    counts.flatMap(AssignmentCounts::enabled),
                    counts.flatMap(AssignmentCounts::disabled),
                    counts.flatMap(AssignmentCounts::totalTenants));
        }
    }

    @Option(names = "--tenant", paramLabel = "TENANT", description = "Of this tenant, by name or id.")
    private Optional<String> tenant = Optional.empty();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        List<Application> apps = tenant.isPresent()
                ? invocation
                        .clearml()
                        .apps()
                        .getTenantApps(Directory.of(invocation.clearml())
                                .tenant(tenant.get())
                                .id())
                : invocation.clearml().apps().getAllApps();
        invocation.output().list(Row.class, apps.stream().map(Row::of).toList());
        return ExitCode.DONE;
    }
}
