package io.clearmladmin.cli;

import io.clearmladmin.retention.RetentionRule;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "delete",
        description = {
            "Deletes tasks for good, with the draft models that they made; they are archived first.",
            "What waits or runs, or is published, is left alone. Files are deleted by the server, later."
        },
        footer = {"", "Example:", "  clearml-admin task delete 0123456789abcdef0123456789abcdef --yes"})
@Prints(list = BatchRow.class)
final class TaskDelete implements Action {

    @Mixin
    private final RetainedIds ids = new RetainedIds();

    @Option(names = "--include-published", description = "Published ones too; their published models stay.")
    private boolean isIncludingPublished;

    @Option(names = "--keep-models", description = "Leave the models that they made.")
    private boolean isKeepingModels;

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        RetentionRule.Builder rule = RetentionRule.deleteTasks();
        rule.includePublished(isIncludingPublished).keepModels(isKeepingModels);
        return ids.run(invocation, rule, "delete for good");
    }
}
