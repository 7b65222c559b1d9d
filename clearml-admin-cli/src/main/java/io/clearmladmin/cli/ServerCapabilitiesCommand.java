package io.clearmladmin.cli;

import io.clearmladmin.server.Capabilities;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "capabilities",
        description = "Shows edition and versions of the server; or, for each endpoint, whether it has it.",
        footer = {
            "",
            "Examples:",
            "  clearml-admin server capabilities",
            "  clearml-admin server capabilities tenants.delete_tenant system.get_companies"
        })
@Prints(one = ServerCapabilitiesCommand.Server.class, list = ServerCapabilitiesCommand.Endpoint.class)
final class ServerCapabilitiesCommand implements Action {

    record Server(String edition, Optional<String> serverVersion, Optional<String> apiVersion) {}

    record Endpoint(String endpoint, boolean available) {}

    @Parameters(paramLabel = "ENDPOINT", arity = "0..*", description = "Endpoints to look for.")
    private List<String> endpoints = new ArrayList<>();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        Capabilities capabilities = invocation.clearml().capabilities();
        if (endpoints.isEmpty()) {
            String edition =
                    capabilities.edition().name().toLowerCase(Locale.ROOT).replace('_', '-');
            invocation
                    .output()
                    .one(Server.class, new Server(edition, capabilities.serverVersion(), capabilities.apiVersion()));
            return ExitCode.DONE;
        }
        List<Endpoint> found = endpoints.stream()
                .map(name -> new Endpoint(name, capabilities.has(name)))
                .toList();
        invocation.output().list(Endpoint.class, found);
        return found.stream().allMatch(Endpoint::available) ? ExitCode.DONE : ExitCode.FINDINGS;
    }
}
