package io.clearmladmin.cli;

import io.clearmladmin.ClearMl;
import io.clearmladmin.server.ServerInfo;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;

@Command(
        name = "info",
        description = "Shows version and build of the server.",
        footer = {"", "Example:", "  clearml-admin server info"})
@Prints(one = ServerInfoCommand.Info.class)
final class ServerInfoCommand implements Action {

    record Info(
            String url,
            Optional<String> version,
            Optional<String> build,
            Optional<String> commit,
            Optional<String> apiVersion) {}

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        ClearMl clearml = invocation.clearml();
        ServerInfo info = clearml.server().info();
        invocation
                .output()
                .one(
                        Info.class,
                        new Info(
                                clearml.apiUrl().toString(),
                                info.version(),
                                info.build(),
                                info.commit(),
                                info.apiVersion()));
        return ExitCode.DONE;
    }
}
