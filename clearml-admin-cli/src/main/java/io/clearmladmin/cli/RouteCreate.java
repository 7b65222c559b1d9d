package io.clearmladmin.cli;

import io.clearmladmin.routers.AddOrUpdateRoute;
import io.clearmladmin.routers.RoutersService;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "create",
        description = {
            "Creates a static route of the App Gateway, by a path or a subdomain, and prints the id.",
            "A name, path or subdomain that is taken is refused before."
        },
        footer = {"", "Example:", "  clearml-admin route create demo --path demo --yes"})
@Prints(one = RouteCreate.Created.class)
final class RouteCreate implements Action {

    record Created(String id, String name) {}

    @Parameters(paramLabel = "NAME", description = "The name.")
    private String name = "";

    @Option(names = "--path", paramLabel = "PATH", description = "The path of its addresses.")
    private Optional<String> path = Optional.empty();

    @Option(names = "--subdomain", paramLabel = "SUBDOMAIN", description = "The subdomain of its addresses.")
    private Optional<String> subdomain = Optional.empty();

    @Option(names = "--no-auth", description = "Anybody who reaches the gateway may use it.")
    private boolean isOpen;

    @Option(
            names = "--group",
            paramLabel = "ID",
            description = "The id of a group that may use it; may be given several times.")
    private List<String> groups = new ArrayList<>();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        if (path.isPresent() == subdomain.isPresent()) {
            throw CommandException.wrongUse("a route is by a path or by a subdomain", "give --path or --subdomain");
        }
        String type = path.isPresent() ? "path" : "subdomain";
        String address = path.or(() -> subdomain).orElseThrow();
        RoutersService routers = invocation.clearml().routers();
        routers.checkRouteName("name", name);
        routers.checkRouteName(type, address);
        confirmation.ask(
                invocation,
                "create the route " + name + " by the " + type + " " + address
                        + (isOpen ? ", for anybody who reaches the gateway" : ""));
        AddOrUpdateRoute.Builder route = AddOrUpdateRoute.builder()
                .name(name)
                .type(type)
                .path(path)
                .subdomain(subdomain)
                .authEnabled(!isOpen);
        if (!groups.isEmpty()) {
            route.userGroups(groups);
        }
        String id = routers.addOrUpdateRoute(route.build());
        invocation.output().one(Created.class, new Created(id, name));
        return ExitCode.DONE;
    }
}
