package io.clearmladmin.cli;

import io.clearmladmin.workers.Worker;
import io.clearmladmin.workers.WorkerTask;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A worker, as scripts read it. */
record WorkerRow(
        String id,
        Optional<String> user,
        Optional<String> task,
        List<String> queues,
        Optional<Instant> registered,
        Optional<Instant> lastSeen,
        Optional<String> ip) {

    static WorkerRow of(Worker worker) {
        return new WorkerRow(
                worker.id(),
                worker.user().map(user -> user.name().orElse(user.id())),
                worker.task().map(WorkerTask::id),
                worker.queues().stream()
                        .map(queue -> queue.name().orElse(queue.id()))
                        .toList(),
                worker.registerTime(),
                worker.lastActivityTime(),
                worker.ip());
    }
}
