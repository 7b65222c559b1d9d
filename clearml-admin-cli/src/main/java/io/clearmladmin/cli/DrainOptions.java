package io.clearmladmin.cli;

import io.clearmladmin.directory.Directory;
import io.clearmladmin.drain.Drain;
import io.clearmladmin.drain.DrainPlan;
import io.clearmladmin.drain.DrainReport;
import io.clearmladmin.drain.DrainScope;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long what runs may go on, and what becomes of what waits; and the way of all commands that drain. */
final class DrainOptions {

    @Option(
            names = "--let-run",
            paramLabel = "TIME",
            description = "How long what runs may go on, such as 2h; 1h by default, 0s for not at all.")
    private Optional<Duration> letRun = Optional.empty();

    @Option(names = "--stop", description = "Stop what still runs then; without it, it is only reported.")
    private boolean isStopping;

    @Option(
            names = "--stop-timeout",
            paramLabel = "TIME",
            description = "How long what is stopped may take; 30m by default.")
    private Optional<Duration> stopTimeout = Optional.empty();

    @Option(names = "--stop-waiting", description = "Stop what waits; without it, it stays.")
    private boolean isStoppingWaiting;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, to be read on the tasks.")
    private Optional<String> reason = Optional.empty();

    @Option(names = "--undo", description = "Take back what a drain moved and held, instead of draining.")
    private boolean isUndo;

    @Option(names = "--dry-run", description = "Show what would be done, and do nothing.")
    private boolean isDryRun;

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    /** Plans, asks and drains; or takes a drain back. */
    ExitCode run(Invocation invocation, DrainScope scope, Optional<String> moveTo) throws IOException {
        Progress progress = new Progress(invocation);
        Drain drain = drain(invocation, progress, moveTo);
        if (isUndo) {
            requireAlone(moveTo);
            confirmation.ask(invocation, "undo the drain of " + scope);
            return end(invocation, progress, drain.undo(scope));
        }
        DrainPlan plan = drain.plan(scope);
        if (isDryRun) {
            invocation.output().document(plan.toText(), plan.toJson(), "tasks");
            return plan.isEmpty() ? ExitCode.DONE : ExitCode.FINDINGS;
        }
        if (!plan.isEmpty()) {
            confirmation.ask(invocation, plan.toText());
        }
        return end(invocation, progress, drain.apply(plan));
    }

    private void requireAlone(Optional<String> moveTo) {
        if (isDryRun || isStopping || isStoppingWaiting || letRun.isPresent() || moveTo.isPresent()) {
            throw CommandException.wrongUse(
                    "--undo excludes --dry-run and all that says how to drain",
                    "leave it out to drain, or the others to undo; what was moved goes back to where it came from");
        }
    }

    private Drain drain(Invocation invocation, Progress progress, Optional<String> moveTo) throws IOException {
        if (isStoppingWaiting && moveTo.isPresent()) {
            throw CommandException.wrongUse("--move-to and --stop-waiting exclude each other", "leave one of them out");
        }
        Drain.Builder builder =
                Drain.builder(invocation.clearml()).progress(state -> progress.at(state.readings(), 0, state.seen()));
        letRun.ifPresent(builder::letRun);
        stopTimeout.ifPresent(builder::stopTimeout);
        reason.ifPresent(builder::reason);
        if (isStopping) {
            builder.thenStop();
        }
        if (isStoppingWaiting) {
            builder.stopWaiting();
        }
        if (moveTo.isPresent()) {
            builder.moveWaitingTo(
                    Directory.of(invocation.clearml()).queue(moveTo.get()).id());
        }
        return builder.build();
    }

    private static ExitCode end(Invocation invocation, Progress progress, DrainReport report) throws IOException {
        progress.end();
        invocation.output().document(report.toText(), report.toJson(), "tasks");
        if (Thread.currentThread().isInterrupted()) {
            return ExitCode.INTERRUPTED;
        }
        return report.isComplete() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
