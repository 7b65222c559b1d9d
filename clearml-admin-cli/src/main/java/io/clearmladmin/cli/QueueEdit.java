package io.clearmladmin.cli;

import io.clearmladmin.directory.Directory;
import io.clearmladmin.queues.Queue;
import io.clearmladmin.queues.UpdateQueue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "edit",
        description = "Changes the name or the tags of a queue.",
        footer = {"", "Example:", "  clearml-admin queue edit gpu --name gpu-a100 --yes"})
@Prints(one = QueueEdit.Edited.class)
final class QueueEdit implements Action {

    record Edited(String id, Optional<String> name) {}

    @Parameters(paramLabel = "QUEUE", description = "The name or the id.")
    private String queue = "";

    @Option(names = "--name", paramLabel = "NAME", description = "The new name.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--display-name", paramLabel = "NAME", description = "The new name that people see.")
    private Optional<String> displayName = Optional.empty();

    @Option(names = "--tag", paramLabel = "TAG", description = "The new tags, instead of all others.")
    private List<String> tags = new ArrayList<>();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        if (name.isEmpty() && displayName.isEmpty() && tags.isEmpty()) {
            throw CommandException.wrongUse("nothing is to be changed", "give --name, --display-name or --tag");
        }
        Queue found = Directory.of(invocation.clearml()).queue(queue);
        confirmation.ask(
                invocation,
                "change the queue " + found.name().orElse(found.id())
                        + name.map(text -> ", name " + text).orElse("")
                        + displayName.map(text -> ", display name " + text).orElse("")
                        + (tags.isEmpty() ? "" : ", tags " + tags));
        UpdateQueue.Builder update =
                UpdateQueue.builder().queue(found.id()).name(name).displayName(displayName);
        if (!tags.isEmpty()) {
            update.tags(tags);
        }
        invocation.clearml().queues().update(update.build());
        invocation.output().one(Edited.class, new Edited(found.id(), name.or(found::name)));
        return ExitCode.DONE;
    }
}
