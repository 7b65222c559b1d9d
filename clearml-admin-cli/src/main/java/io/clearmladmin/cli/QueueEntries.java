package io.clearmladmin.cli;

import io.clearmladmin.directory.Directory;
import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.queues.QueueEntry;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "entries",
        description = "Lists the tasks that wait in a queue, the next one first.",
        footer = {"", "Example:", "  clearml-admin queue entries default"})
@Prints(list = QueueEntries.Entry.class)
final class QueueEntries implements Action {

    record Entry(Optional<String> task, Optional<String> name, Optional<Instant> added) {

        static Entry of(QueueEntry entry) {
            return new Entry(entry.task().map(Reference::id), entry.task().flatMap(Reference::name), entry.added());
        }
    }

    @Parameters(paramLabel = "QUEUE", description = "The name or the id.")
    private String queue = "";

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        invocation
                .output()
                .list(
                        Entry.class,
                        Directory.of(invocation.clearml()).queue(queue).entries().stream()
                                .map(Entry::of)
                                .toList());
        return ExitCode.DONE;
    }
}
