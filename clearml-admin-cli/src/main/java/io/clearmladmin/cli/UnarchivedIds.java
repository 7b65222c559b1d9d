package io.clearmladmin.cli;

import io.clearmladmin.endpoint.BatchItem;
import io.clearmladmin.endpoint.BatchResult;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Brings tasks or models back from the archive by their ids. */
final class UnarchivedIds {

    @Parameters(paramLabel = "ID", arity = "1..*", description = "The ids.")
    private List<String> ids = List.of();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    ExitCode run(Invocation invocation, Function<List<String>, BatchResult<BatchItem>> unarchive) throws IOException {
        confirmation.ask(invocation, "bring back " + ids.size() + ": " + String.join(", ", ids));
        return BatchRow.of(ids, (batch, rows) -> {
                    BatchResult<BatchItem> result = unarchive.apply(batch);
                    result.succeeded().forEach(item -> rows.done(item.id(), "unarchived"));
                    rows.failed(result.failed());
                })
                .print(invocation);
    }
}
