package io.clearmladmin.cli;

import io.clearmladmin.directory.Directory;
import io.clearmladmin.queues.Queue;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "delete",
        description = "Deletes a queue; refused while tasks wait in it, unless forced.",
        footer = {"", "Example:", "  clearml-admin queue delete gpu --confirm gpu"})
@Prints(one = QueueDelete.Deleted.class)
final class QueueDelete implements Action {

    record Deleted(String id, String name, String outcome) {}

    @Parameters(paramLabel = "QUEUE", description = "The name or the id.")
    private String queue = "";

    @Option(names = "--force", description = "Also while tasks wait in it.")
    private boolean isForced;

    @Mixin
    private final NameConfirmation confirmation = new NameConfirmation();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        Queue found = Directory.of(invocation.clearml()).queue(queue);
        String name = found.name().orElse(found.id());
        confirmation.ask(
                invocation,
                "delete the queue " + name + ", in which " + found.entries().size() + " tasks wait",
                name);
        invocation.clearml().queues().delete(found.id(), isForced);
        invocation.output().one(Deleted.class, new Deleted(found.id(), name, "deleted"));
        return ExitCode.DONE;
    }
}
