package io.clearmladmin.drain;

import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.tasks.Task;
import io.clearmladmin.tasks.TaskExecution;
import io.clearmladmin.tasks.TaskStatus;

/**
 * A task that waited or ran.
 *
 * @param id its id
 * @param name its name; empty if it has none
 * @param status its status
 * @param queue the id of the queue it waits in or came from; empty if none is known
 * @param worker the worker that runs it; empty if it waits
 */
public record DrainTask(String id, String name, TaskStatus status, String queue, String worker) {

    static DrainTask of(Task task) {
        TaskStatus status = task.status().orElse(TaskStatus.UNKNOWN);
        return new DrainTask(
                task.id(),
                task.name().orElse(""),
                status,
                queueOf(task),
                status.equals(TaskStatus.IN_PROGRESS) ? task.lastWorker().orElse("") : "");
    }

    static String queueOf(Task task) {
        return task.execution().flatMap(TaskExecution::queue).map(Reference::id).orElse("");
    }

    /** One line. */
    @Override
    public String toString() {
        return SafeText.line(id + " " + name + (queue.isEmpty() ? "" : ", queue " + queue)
                + (worker.isEmpty() ? "" : ", worker " + worker));
    }
}
