package io.clearmladmin.cli;

import io.clearmladmin.directory.Directory;
import io.clearmladmin.routers.Route;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "delete",
        description = "Deletes a static route; refused while tasks use it, unless forced.",
        footer = {"", "Example:", "  clearml-admin route delete demo --confirm demo"})
@Prints(one = RouteDelete.Deleted.class)
final class RouteDelete implements Action {

    record Deleted(String id, String name, String outcome) {}

    @Parameters(paramLabel = "ROUTE", description = "The name or the id.")
    private String route = "";

    @Option(names = "--force", description = "Also while tasks use it.")
    private boolean isForced;

    @Mixin
    private final NameConfirmation confirmation = new NameConfirmation();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        Route found = Directory.of(invocation.clearml()).route(route);
        String name = found.name().orElse(found.id());
        confirmation.ask(
                invocation,
                "delete the route " + name + ", which " + found.tasks().size() + " tasks use",
                name);
        int deleted = invocation.clearml().routers().deleteRoutes(List.of(found.id()), isForced);
        if (deleted == 0) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "the server did not delete the route " + name,
                    found.tasks().isEmpty() ? "look whether it is still there" : "add --force: tasks use it");
        }
        invocation.output().one(Deleted.class, new Deleted(found.id(), name, "deleted"));
        return ExitCode.DONE;
    }
}
