package io.clearmladmin.cli;

import io.clearmladmin.retention.RetentionRule;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "delete",
        description = {
            "Deletes models for good; their files are deleted by the server, later.",
            "What is published, used as input, or made by a published task is left alone."
        },
        footer = {"", "Example:", "  clearml-admin model delete 0123456789abcdef0123456789abcdef --yes"})
@Prints(list = BatchRow.class)
final class ModelDelete implements Action {

    @Mixin
    private final RetainedIds ids = new RetainedIds();

    @Option(names = "--include-published", description = "Published ones too, unless their task is published.")
    private boolean isIncludingPublished;

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        return ids.run(
                invocation, RetentionRule.deleteModels().includePublished(isIncludingPublished), "delete for good");
    }
}
