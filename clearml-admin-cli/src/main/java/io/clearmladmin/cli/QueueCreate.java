package io.clearmladmin.cli;

import io.clearmladmin.queues.CreateQueue;
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
        description = "Creates a queue, and prints the id.",
        footer = {"", "Example:", "  clearml-admin queue create gpu --tag a100 --yes"})
@Prints(one = QueueCreate.Created.class)
final class QueueCreate implements Action {

    record Created(String id, String name) {}

    @Parameters(paramLabel = "NAME", description = "The name.")
    private String name = "";

    @Option(names = "--display-name", paramLabel = "NAME", description = "The name that people see.")
    private Optional<String> displayName = Optional.empty();

    @Option(names = "--tag", paramLabel = "TAG", description = "A tag; may be given several times.")
    private List<String> tags = new ArrayList<>();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        confirmation.ask(invocation, "create the queue " + name);
        CreateQueue.Builder queue = CreateQueue.builder().name(name).displayName(displayName);
        if (!tags.isEmpty()) {
            queue.tags(tags);
        }
        String id = invocation.clearml().queues().create(queue.build());
        invocation.output().one(Created.class, new Created(id, name));
        return ExitCode.DONE;
    }
}
