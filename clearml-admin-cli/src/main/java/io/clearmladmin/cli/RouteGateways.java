package io.clearmladmin.cli;

import io.clearmladmin.routers.Router;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;

@Command(
        name = "gateways",
        description = "Lists the App Gateways that report, and how much they route; one that falls silent disappears.",
        footer = {"", "Example:", "  clearml-admin route gateways"})
@Prints(list = RouteGateways.Row.class)
final class RouteGateways implements Action {

    record Row(
            Optional<String> router,
            Optional<String> url,
            Optional<String> version,
            Optional<Long> uptimeSeconds,
            int routes) {

        static Row of(Router router) {
            return new Row(
                    router.router(),
                    router.url(),
                    router.version(),
                    router.uptime(),
                    router.routes().size());
        }
    }

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        invocation
                .output()
                .list(
                        Row.class,
                        invocation.clearml().routers().getTaskRouters().stream()
                                .map(Row::of)
                                .toList());
        return ExitCode.DONE;
    }
}
