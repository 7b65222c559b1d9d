package io.clearmladmin.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "show",
        description = {
            "Prints the published configuration of pools and profiles, as resource set takes it.",
            "It is that of your own tenant. Enterprise 3.22 or newer."
        },
        footer = {"", "Example:", "  clearml-admin resource show > resources.json"})
@Prints(isData = true)
final class ResourceShow implements Action {

    @Option(names = "--draft", description = "The draft instead, which is the published one if there is none.")
    private boolean isDraft;

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        invocation.output().data(invocation.clearml().resources().getResourceConfiguration(isDraft));
        return ExitCode.DONE;
    }
}
