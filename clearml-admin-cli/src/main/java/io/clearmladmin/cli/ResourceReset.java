package io.clearmladmin.cli;

import io.clearmladmin.resources.ResourcesService;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "reset",
        description = "Drops the draft of pools and profiles, whoever made it; the published one stays.",
        footer = {"", "Example:", "  clearml-admin resource reset --yes"})
@Prints(one = ResourceReset.Dropped.class)
final class ResourceReset implements Action {

    record Dropped(String outcome) {}

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        ResourcesService resources = invocation.clearml().resources();
        if (!resources.checkEditConfiguration()) {
            invocation.output().one(Dropped.class, new Dropped("unchanged"));
            return ExitCode.DONE;
        }
        confirmation.ask(invocation, "drop the draft of pools and profiles that is not published");
        resources.resetResourceConfiguration();
        invocation.output().one(Dropped.class, new Dropped("dropped"));
        return ExitCode.DONE;
    }
}
