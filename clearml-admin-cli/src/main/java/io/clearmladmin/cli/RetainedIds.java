package io.clearmladmin.cli;

import io.clearmladmin.retention.Retention;
import io.clearmladmin.retention.RetentionItem;
import io.clearmladmin.retention.RetentionItem.Outcome;
import io.clearmladmin.retention.RetentionReport;
import io.clearmladmin.retention.RetentionRule;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Archives or deletes tasks or models by their ids as a retention does, which leaves alone what runs or is in use. */
final class RetainedIds {

    @Parameters(paramLabel = "ID", arity = "1..*", description = "The ids.")
    private List<String> ids = List.of();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    ExitCode run(Invocation invocation, RetentionRule.Builder rule, String what) throws IOException {
        List<String> each = List.copyOf(new LinkedHashSet<>(ids));
        RetentionRule named = rule.ids(each).build();
        confirmation.ask(invocation, what + " " + each.size() + ": " + String.join(", ", each));
        Retention retention = Retention.of(invocation.clearml());
        Map<String, RetentionItem> items = new LinkedHashMap<>();
        Progress progress = new Progress(invocation);
        RetentionReport report = retention.apply(retention.plan(named), item -> {
            progress.step(each.size(), item.name());
            items.put(item.id(), item);
        });
        progress.end();
        String unseen = report.ended().orElse("there is none of this id");
        invocation
                .output()
                .list(
                        BatchRow.class,
                        each.stream().map(id -> row(id, items.get(id), unseen)).toList());
        if (report.unknown() > 0) {
            return ExitCode.OUTCOME_UNKNOWN;
        }
        boolean isDone = report.archived() + report.deleted() == each.size();
        return isDone ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static BatchRow row(String id, @Nullable RetentionItem item, String unseen) {
        if (item == null) {
            return new BatchRow(id, "failed", Optional.of(unseen));
        }
        boolean isDone = item.outcome() == Outcome.ARCHIVED || item.outcome() == Outcome.DELETED;
        return new BatchRow(
                item.id(),
                item.outcome().name().toLowerCase(Locale.ROOT),
                isDone ? Optional.empty() : Optional.of(item.reason()));
    }
}
