package io.clearmladmin.cli;

import io.clearmladmin.endpoint.BatchFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of one of many, as scripts read it. */
record BatchRow(String id, String outcome, Optional<String> failure) {

    private static final int BATCH = 99;

    /** Some of many that one call takes. */
    interface Call {
        void run(List<String> ids, Rows rows);
    }

    /** The rows of some ids, each with one outcome: what nothing was said of is of unknown outcome. */
    static final class Rows {

        private final Map<String, BatchRow> rows = new LinkedHashMap<>();

        private Rows(List<String> ids) {
            ids.forEach(id ->
                    rows.put(id, new BatchRow(id, "unknown", Optional.of("the server did not say what became of it"))));
        }

        void done(String id, String outcome) {
            rows.put(id, new BatchRow(id, outcome, Optional.empty()));
        }

        void failed(String id, String why) {
            rows.put(id, new BatchRow(id, "failed", Optional.of(why)));
        }

        void failed(List<BatchFailure> failures) {
            failures.forEach(failure -> failed(
                    failure.id(),
                    failure.error()
                            .map(error -> error.codes() + " " + error.msg().orElse(""))
                            .orElse("the server does not say why")));
        }

        List<String> with(String outcome) {
            return rows.values().stream()
                    .filter(row -> row.outcome().equals(outcome))
                    .map(BatchRow::id)
                    .toList();
        }

        /** Prints them; half done is not done. */
        ExitCode print(Invocation invocation) throws IOException {
            invocation.output().list(BatchRow.class, List.copyOf(rows.values()));
            if (!with("unknown").isEmpty()) {
                return ExitCode.OUTCOME_UNKNOWN;
            }
            return rows.values().stream().allMatch(row -> row.failure().isEmpty()) ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    /** Makes the call for all, some at a time. */
    static Rows of(List<String> ids, Call call) {
        List<String> each = List.copyOf(new LinkedHashSet<>(ids));
        Rows rows = new Rows(each);
        List<List<String>> batches = new ArrayList<>();
        for (int from = 0; from < each.size(); from += BATCH) {
            batches.add(each.subList(from, Math.min(from + BATCH, each.size())));
        }
        batches.forEach(batch -> call.run(batch, rows));
        return rows;
    }
}
