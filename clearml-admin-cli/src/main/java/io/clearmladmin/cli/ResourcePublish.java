package io.clearmladmin.cli;

import io.clearmladmin.resources.ResourcesService;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "publish",
        description = {
            "Makes the draft of pools and profiles take effect, after showing which queues that deletes.",
            "Tasks that wait in those become drafts. Prints how much was created, updated and deleted."
        },
        footer = {"", "Example:", "  clearml-admin resource publish --yes"})
@Prints(isData = true)
final class ResourcePublish implements Action {

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        ResourcesService resources = invocation.clearml().resources();
        if (!resources.checkEditConfiguration()) {
            throw new CommandException(ExitCode.FAILED, "there is no draft to publish", "make one with resource set");
        }
        List<ResourceTest.Effect> effects = ResourceTest.Effect.of(resources.testConfigurationPublishing());
        confirmation.ask(
                invocation,
                "publish the draft"
                        + (effects.isEmpty() ? "; no queue is deleted" : ResourceTest.Effect.text(effects)));
        invocation.output().data(new TreeMap<>(resources.publishResourceConfiguration()));
        return ExitCode.DONE;
    }
}
