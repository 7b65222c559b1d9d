package io.clearmladmin.cli;

import io.clearmladmin.directory.Directory;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description =
                "Shows a resource policy with its profiles, queues and running tasks, as the server returns them.",
        footer = {"", "Example:", "  clearml-admin resource policy show research"})
@Prints(isData = true)
final class PolicyShow implements Action {

    @Parameters(paramLabel = "POLICY", description = "The name or the id.")
    private String policy = "";

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        String id = Directory.of(invocation.clearml()).policy(policy).id();
        invocation.output().data(invocation.clearml().resources().getPolicyData(id));
        return ExitCode.DONE;
    }
}
