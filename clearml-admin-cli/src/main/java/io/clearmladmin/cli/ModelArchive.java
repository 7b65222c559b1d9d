package io.clearmladmin.cli;

import io.clearmladmin.retention.RetentionRule;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "archive",
        description = "Archives models. What is published is left alone.",
        footer = {"", "Example:", "  clearml-admin model archive 0123456789abcdef0123456789abcdef --yes"})
@Prints(list = BatchRow.class)
final class ModelArchive implements Action {

    @Mixin
    private final RetainedIds ids = new RetainedIds();

    @Option(names = "--include-published", description = "Published ones too.")
    private boolean isIncludingPublished;

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        return ids.run(invocation, RetentionRule.archiveModels().includePublished(isIncludingPublished), "archive");
    }
}
