package io.clearmladmin.cli;

import io.clearmladmin.endpoint.BatchFailure;
import io.clearmladmin.errors.ClearMlException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of one of many, as scripts read it. */
record BatchRow(String id, String outcome, Optional<String> failure) {

    private static final int BATCH = 99;
    private static final String UNKNOWN = "unknown";

    /** Some of many that one call takes. */
    interface Call {
        void run(List<String> ids, Rows rows);
    }

    /** The rows of some ids, each with one outcome: what nothing was said of is of unknown outcome. */
    static final class Rows {

        private final Map<String, BatchRow> rows = new LinkedHashMap<>();

        private Rows(List<String> ids) {
            ids.forEach(id -> unknown(id, "the server did not say what became of it"));
        }

        private void unknown(String id, String why) {
            rows.put(id, new BatchRow(id, UNKNOWN, Optional.of(why)));
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
            if (!with(UNKNOWN).isEmpty()) {
                return ExitCode.OUTCOME_UNKNOWN;
            }
            return rows.values().stream().allMatch(row -> row.failure().isEmpty()) ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    /** Makes the call for all, some at a time. A call that fails is thrown if it is the first, else it ends the rest. */
    static Rows of(List<String> ids, Call call) {
        List<String> each = List.copyOf(new LinkedHashSet<>(ids));
        Rows rows = new Rows(each);
        for (int from = 0; from < each.size(); from += BATCH) {
            int to = Math.min(from + BATCH, each.size());
            try {
                call.run(each.subList(from, to), rows);
            } catch (ClearMlException failure) {
                if (from == 0) {
                    throw failure;
                }
                String why = String.valueOf(failure.getMessage());
                each.subList(from, to).forEach(id -> rows.unknown(id, why));
                each.subList(to, each.size()).forEach(id -> rows.failed(id, "it was not tried: " + why));
                break;
            }
        }
        return rows;
    }
}
