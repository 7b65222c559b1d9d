package io.clearmladmin.cli;

import io.clearmladmin.workers.WorkerQuery;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "Lists the workers of your tenant.",
        footer = {"", "Example:", "  clearml-admin worker list --seen 10m"})
@Prints(list = WorkerRow.class)
final class WorkerList implements Action {

    @Option(names = "--seen", paramLabel = "TIME", description = "Only those seen within this time; 1h by default.")
    private Optional<Duration> seen = Optional.empty();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        WorkerQuery.Builder query = WorkerQuery.builder();
        seen.ifPresent(time -> query.lastSeen((int) Math.min(time.toSeconds(), Integer.MAX_VALUE)));
        invocation
                .output()
                .list(
                        WorkerRow.class,
                        invocation.clearml().workers().getAll(query.build()).stream()
                                .map(WorkerRow::of)
                                .toList());
        return ExitCode.DONE;
    }
}
