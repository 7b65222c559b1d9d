package io.clearmladmin.cli;

import io.clearmladmin.models.ModelsService;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "unarchive",
        description = "Brings models back from the archive.",
        footer = {"", "Example:", "  clearml-admin model unarchive 0123456789abcdef0123456789abcdef --yes"})
@Prints(list = BatchRow.class)
final class ModelUnarchive implements Action {

    @Mixin
    private final UnarchivedIds ids = new UnarchivedIds();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        ModelsService models = invocation.clearml().models();
        return ids.run(invocation, models::unarchiveMany);
    }
}
