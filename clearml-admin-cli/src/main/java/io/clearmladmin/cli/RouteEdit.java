package io.clearmladmin.cli;

import io.clearmladmin.directory.Directory;
import io.clearmladmin.routers.Route;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "edit",
        description = "Enables or disables a static route; refused while tasks use it, unless forced.",
        footer = {"", "Example:", "  clearml-admin route edit demo --disable --yes"})
@Prints(one = RouteEdit.Edited.class)
final class RouteEdit implements Action {

    record Edited(String id, String name, boolean enabled) {}

    @Parameters(paramLabel = "ROUTE", description = "The name or the id.")
    private String route = "";

    @Option(names = "--enable", description = "Enable it.")
    private boolean isEnabling;

    @Option(names = "--disable", description = "Disable it.")
    private boolean isDisabling;

    @Option(names = "--force", description = "Also while tasks use it.")
    private boolean isForced;

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        if (isEnabling == isDisabling) {
            throw CommandException.wrongUse("a route is enabled or disabled", "give --enable or --disable");
        }
        Route found = Directory.of(invocation.clearml()).route(route);
        String name = found.name().orElse(found.id());
        confirmation.ask(
                invocation,
                (isEnabling ? "enable" : "disable") + " the route " + name + ", which "
                        + found.tasks().size() + " tasks use");
        invocation.clearml().routers().setRouteEnabled(found.id(), isEnabling, isForced);
        invocation.output().one(Edited.class, new Edited(found.id(), name, isEnabling));
        return ExitCode.DONE;
    }
}
