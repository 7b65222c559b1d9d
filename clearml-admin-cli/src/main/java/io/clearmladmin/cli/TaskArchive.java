package io.clearmladmin.cli;

import io.clearmladmin.retention.RetentionRule;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "archive",
        description = "Archives tasks. What waits or runs, or is published, is left alone: the server would stop it.",
        footer = {"", "Example:", "  clearml-admin task archive 0123456789abcdef0123456789abcdef --yes"})
@Prints(list = BatchRow.class)
final class TaskArchive implements Action {

    @Mixin
    private final RetainedIds ids = new RetainedIds();

    @Option(names = "--include-published", description = "Published ones too.")
    private boolean isIncludingPublished;

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        return ids.run(invocation, RetentionRule.archiveTasks().includePublished(isIncludingPublished), "archive");
    }
}
