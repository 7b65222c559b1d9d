package io.clearmladmin.cli;

import io.clearmladmin.queues.Queue;
import io.clearmladmin.queues.QueueWorker;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A queue, as scripts read it. */
record QueueRow(
        String id,
        Optional<String> name,
        Optional<String> displayName,
        int waiting,
        List<String> workers,
        List<String> tags,
        Optional<Instant> created) {

    static QueueRow of(Queue queue) {
        return new QueueRow(
                queue.id(),
                queue.name(),
                queue.displayName(),
                queue.entries().size(),
                queue.workers().stream()
                        .map(QueueWorker::name)
                        .flatMap(Optional::stream)
                        .toList(),
                queue.tags(),
                queue.created());
    }
}
