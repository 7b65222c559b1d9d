package io.clearmladmin.drain;

import io.clearmladmin.ClearMl;
import io.clearmladmin.drain.DrainScope.Kind;
import io.clearmladmin.queues.Queue;
import io.clearmladmin.queues.QueueEntry;
import io.clearmladmin.queues.QueueQuery;
import io.clearmladmin.tasks.Task;
import io.clearmladmin.tasks.TaskQuery;
import io.clearmladmin.tasks.TaskStatus;
import io.clearmladmin.workers.Worker;
import io.clearmladmin.workers.WorkerQuery;
import io.clearmladmin.workers.WorkerTask;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the tasks of a scope, as they are now, and the queues that they wait in. */
final class ScopeTasks {

    static final int BATCH = 100;

    private static final List<String> FIELDS = List.of(
            "id",
            "name",
            "type",
            "status",
            "status_reason",
            "status_message",
            "status_changed",
            "started",
            "company",
            "last_worker",
            "tags",
            "execution.queue");

    private final ClearMl clearml;
    private final DrainScope scope;

    ScopeTasks(ClearMl clearml, DrainScope scope) {
        this.clearml = clearml;
        this.scope = scope;
    }

    static TaskQuery.Builder query() {
        return TaskQuery.builder().searchHidden(true).onlyFields(FIELDS).orderBy(List.of("id"));
    }

    /** What waits and runs; of a worker, what it runs. */
    List<Task> active() {
        if (scope.kind() == Kind.WORKER) {
            return onWorker();
        }
        return read(List.of(TaskStatus.QUEUED, TaskStatus.IN_PROGRESS));
    }

    private List<Task> read(List<TaskStatus> statuses) {
        TaskQuery.Builder query = query().status(statuses);
        switch (scope.kind()) {
            case QUEUE -> query.executionQueue(List.of(scope.id()));
            case PROJECT -> query.project(List.of(scope.id())).includeSubprojects(true);
            case USER -> query.user(List.of(scope.id()));
            case WORKER, TENANT -> {
                // all
            }
        }
        return own(query.build());
    }

    // Public tasks are listed, too, and cannot be changed. Subprojects are known to get_all_ex of older servers only.
    private List<Task> own(TaskQuery query) {
        return clearml.tasks().getAllEx(query).stream()
                .filter(task -> task.company()
                        .filter(company -> !company.id().isEmpty())
                        .isPresent())
                .toList();
    }

    private List<Task> onWorker() {
        Set<String> reported = new LinkedHashSet<>();
        workers().forEach(worker -> worker.task().map(WorkerTask::id).ifPresent(reported::add));
        List<Task> running = read(List.of(TaskStatus.IN_PROGRESS));
        return running.stream()
                .filter(task -> reported.contains(task.id())
                        || task.lastWorker().filter(this::isOfScope).isPresent())
                .toList();
    }

    /** The worker of the scope, with those that it starts for single tasks. */
    List<Worker> workers() {
        return clearml.workers().getAll(WorkerQuery.builder().lastSeen(0).build()).stream()
                .filter(worker -> isOfScope(worker.id()))
                .toList();
    }

    private boolean isOfScope(String worker) {
        return worker.equals(scope.id()) || worker.startsWith(scope.id() + ":");
    }

    /** The tasks with this tag, whatever their status; in a scope of tasks, those of the scope. */
    List<Task> tagged(String tag) {
        TaskQuery.Builder query = query().tags(List.of(tag));
        switch (scope.kind()) {
            case PROJECT -> query.project(List.of(scope.id())).includeSubprojects(true);
            case USER -> query.user(List.of(scope.id()));
            case QUEUE, WORKER, TENANT -> {
                // their tasks are known by their tags
            }
        }
        return own(query.build());
    }

    /** These tasks as they are now, by id; those that are gone are left out. */
    Map<String, Task> byId(Collection<String> ids) {
        List<String> all = List.copyOf(ids);
        Map<String, Task> found = new HashMap<>();
        for (List<String> batch : batches(all)) {
            own(query().id(batch).build()).forEach(task -> found.put(task.id(), task));
        }
        return found;
    }

    static <T> List<List<T>> batches(List<T> all) {
        List<List<T>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += BATCH) {
            batches.add(all.subList(from, Math.min(all.size(), from + BATCH)));
        }
        return batches;
    }

    /** The ids of the tasks that have an entry in each of these queues, the next one first. */
    Map<String, List<String>> entries(Set<String> queueIds) {
        Map<String, List<String>> entries = new HashMap<>();
        for (List<String> batch : batches(List.copyOf(queueIds))) {
            QueueQuery query = QueueQuery.builder()
                    .id(batch)
                    .searchHidden(true)
                    .onlyFields(List.of("id", "entries"))
                    .build();
            clearml.queues().getAll(query).forEach(queue -> entries.put(queue.id(), tasksIn(queue)));
        }
        return entries;
    }

    private static List<String> tasksIn(Queue queue) {
        return queue.entries().stream()
                .map(QueueEntry::task)
                .flatMap(task -> task.stream())
                .map(task -> task.id())
                .toList();
    }
}
