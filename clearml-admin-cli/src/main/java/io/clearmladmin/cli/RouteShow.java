package io.clearmladmin.cli;

import io.clearmladmin.directory.Directory;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Shows a static route.",
        footer = {"", "Example:", "  clearml-admin route show demo"})
@Prints(one = RouteRow.class)
final class RouteShow implements Action {

    @Parameters(paramLabel = "ROUTE", description = "The name or the id.")
    private String route = "";

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        invocation
                .output()
                .one(
                        RouteRow.class,
                        RouteRow.of(Directory.of(invocation.clearml()).route(route)));
        return ExitCode.DONE;
    }
}
