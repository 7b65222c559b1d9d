package io.clearmladmin.cli;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.BatchResult;
import io.clearmladmin.tasks.StopTasks;
import io.clearmladmin.tasks.Task;
import io.clearmladmin.tasks.TaskChange;
import io.clearmladmin.tasks.TaskStatus;
import io.clearmladmin.waiting.WaitEndedException;
import io.clearmladmin.waiting.Waiter;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "stop",
        description = {
            "Asks tasks to stop. A task with a live worker is \"asked\", and runs until its agent has stopped it; --wait waits"
                    + " for that.",
            "Tasks that neither wait nor run are refused: a stop would turn a failed task into a stopped one. Ask again only"
                    + " after 11 minutes: each stop is a sign of life of a dead worker's task."
        },
        footer = {"", "Example:", "  clearml-admin task stop 0123456789abcdef0123456789abcdef --wait 10m --yes"})
@Prints(list = BatchRow.class)
final class TaskStop implements Action {

    private static final String ASKED = "asked";
    private static final String STOPPED = "stopped";
    // After the deadline each is looked at once more; the shortest that a Waiter takes.
    private static final Duration LAST_LOOK = Duration.ofMillis(10);

    @Parameters(paramLabel = "ID", arity = "1..*", description = "The ids.")
    private List<String> ids = List.of();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, to read on the tasks.")
    private Optional<String> reason = Optional.empty();

    @Option(names = "--wait", paramLabel = "TIME", description = "Wait at most so long until all have stopped.")
    private Optional<Duration> wait = Optional.empty();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        confirmation.ask(invocation, "stop " + ids.size() + ": " + String.join(", ", ids));
        ClearMl clearml = invocation.clearml();
        BatchRow.Rows rows = BatchRow.of(ids, (batch, all) -> stop(clearml, batch, all));
        if (wait.isPresent()) {
            await(invocation, clearml, rows, wait.get());
        }
        return rows.print(invocation);
    }

    private void stop(ClearMl clearml, List<String> batch, BatchRow.Rows rows) {
        batch.forEach(id -> rows.failed(id, "there is none of this id"));
        List<Task> found = clearml.tasks().getByIdEx(batch);
        found.forEach(task -> rows.failed(
                task.id(),
                "it neither waits nor runs: "
                        + task.status().map(TaskStatus::value).orElse("without a status")));
        List<String> active = found.stream()
                .filter(task -> task.status().filter(TaskStatus::isActive).isPresent())
                .map(Task::id)
                .toList();
        if (active.isEmpty()) {
            return;
        }
        StopTasks request = StopTasks.builder().ids(active).statusReason(reason).build();
        BatchResult<TaskChange> result = clearml.tasks().stopMany(request);
        rows.failed(result.failed());
        result.succeeded()
                .forEach(change -> change.id()
                        .ifPresent(id -> rows.done(
                                id,
                                change.status()
                                                .filter(TaskStatus.IN_PROGRESS::equals)
                                                .isPresent()
                                        ? ASKED
                                        : STOPPED)));
    }

    private static void await(Invocation invocation, ClearMl clearml, BatchRow.Rows rows, Duration time) {
        Clock clock = Clock.systemUTC();
        Instant deadline = clock.instant().plus(time);
        Progress progress = new Progress(invocation);
        List<String> asked = rows.with(ASKED);
        for (String id : asked) {
            Duration left = Duration.between(clock.instant(), deadline);
            try {
                Optional<Task> task = Waiter.builder(clearml)
                        .timeout(left.compareTo(LAST_LOOK) < 0 ? LAST_LOOK : left)
                        .build()
                        .taskStopped(id);
                rows.done(id, task.flatMap(Task::status).map(TaskStatus::value).orElse("gone"));
            } catch (WaitEndedException ended) {
                rows.failed(id, String.valueOf(ended.getMessage()));
            }
            progress.step(asked.size(), id);
        }
        progress.end();
    }
}
