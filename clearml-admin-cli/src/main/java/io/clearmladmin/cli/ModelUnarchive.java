package io.clearmladmin.cli;

import io.clearmladmin.endpoint.BatchItem;
import io.clearmladmin.endpoint.BatchResult;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "unarchive",
        description = "Brings models back from the archive.",
        footer = {"", "Example:", "  clearml-admin model unarchive 0123456789abcdef0123456789abcdef --yes"})
@Prints(list = BatchRow.class)
final class ModelUnarchive implements Action {

    @Parameters(paramLabel = "ID", arity = "1..*", description = "The ids.")
    private List<String> ids = List.of();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        confirmation.ask(invocation, "bring back " + ids.size() + ": " + String.join(", ", ids));
        var models = invocation.clearml().models();
        return BatchRow.of(ids, (batch, rows) -> {
                    BatchResult<BatchItem> result = models.unarchiveMany(batch);
                    result.succeeded().forEach(item -> rows.done(item.id(), "unarchived"));
                    rows.failed(result.failed());
                })
                .print(invocation);
    }
}
