package io.clearmladmin.cli;

import io.clearmladmin.directory.Directory;
import io.clearmladmin.queues.Queue;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "clear",
        description = "Removes all tasks from a queue; the tasks themselves stay.",
        footer = {"", "Example:", "  clearml-admin queue clear gpu --confirm gpu"})
@Prints(one = QueueClear.Cleared.class)
final class QueueClear implements Action {

    record Cleared(String id, String name, int removed) {}

    @Parameters(paramLabel = "QUEUE", description = "The name or the id.")
    private String queue = "";

    @Mixin
    private final NameConfirmation confirmation = new NameConfirmation();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        Queue found = Directory.of(invocation.clearml()).queue(queue);
        String name = found.name().orElse(found.id());
        confirmation.ask(invocation, "remove " + found.entries().size() + " tasks from the queue " + name, name);
        invocation.clearml().queues().clearQueue(found.id());
        invocation
                .output()
                .one(
                        Cleared.class,
                        new Cleared(found.id(), name, found.entries().size()));
        return ExitCode.DONE;
    }
}
