package io.clearmladmin.cli;

import io.clearmladmin.internal.text.NearestWord;
import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.workers.Worker;
import io.clearmladmin.workers.WorkerQuery;
import java.io.IOException;
import java.util.List;

/** Finds a worker by its id. */
final class Workers {

    private Workers() {}

    static Worker byId(Invocation invocation, String id) throws IOException {
        List<Worker> all = invocation
                .clearml()
                .workers()
                .getAll(WorkerQuery.builder().lastSeen(0).build());
        return all.stream().filter(worker -> worker.id().equals(id)).findFirst().orElseThrow(() -> {
            String nearest = NearestWord.of(id, all.stream().map(Worker::id).toList())
                    .map(word -> "; did you mean " + SafeText.line(word) + "?")
                    .orElse("");
            return CommandException.wrongUse(
                    "there is no worker '" + SafeText.line(id) + "'" + nearest,
                    "see clearml-admin worker list --seen 52w");
        });
    }
}
