package io.clearmladmin.cli;

import io.clearmladmin.routers.RouteQuery;
import java.io.IOException;
import picocli.CommandLine.Command;

@Command(
        name = "list",
        description = "Lists the static routes of your own tenant. Enterprise 3.26 or newer.",
        footer = {"", "Example:", "  clearml-admin route list -o csv"})
@Prints(list = RouteRow.class)
final class RouteList implements Action {

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        invocation
                .output()
                .list(
                        RouteRow.class,
                        invocation
                                .clearml()
                                .routers()
                                .getRoutes(RouteQuery.builder().build())
                                .stream()
                                .map(RouteRow::of)
                                .toList());
        return ExitCode.DONE;
    }
}
