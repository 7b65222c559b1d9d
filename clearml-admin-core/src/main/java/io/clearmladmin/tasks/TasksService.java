package io.clearmladmin.tasks;

import static io.clearmladmin.endpoint.Edition.ENTERPRISE;
import static io.clearmladmin.endpoint.Repeat.SAFE;
import static io.clearmladmin.endpoint.Repeat.UNSAFE;

import io.clearmladmin.endpoint.BatchItem;
import io.clearmladmin.endpoint.BatchResult;
import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Field;
import io.clearmladmin.endpoint.Filter;
import io.clearmladmin.endpoint.MovedTo;
import io.clearmladmin.endpoint.Paged;
import io.clearmladmin.endpoint.Updated;
import java.util.List;
import java.util.Optional;

/**
 * {@code tasks.*}: an administrator's part of it. Any role may, in its own tenant, where access rules do not forbid it. An
 * unknown task is an {@code InvalidIdException}, a public one a {@code ForbiddenException}, and a change that the status does
 * not allow a {@code TaskStatusException}.
 *
 * <p>What agents and programs send about their own tasks is omitted on purpose: {@code tasks.started} and {@code tasks.ping}
 * keep a dead task alive, {@code tasks.edit} changes what is executed.
 *
 * <p>With the server's Elasticsearch down, {@code delete}, {@code delete_many} and {@code reset} fail with 500/100 after the
 * work: the task is gone, or reset. Such a call ends in an {@code OutcomeUnknownException}; read the task before you go on.
 */
public interface TasksService {

    /** Lists tasks, archived ones too. */
    @Endpoint(name = "tasks.get_all", repeat = SAFE, result = "tasks")
    Paged<Task> getAll(TaskQuery query);

    /** Lists tasks with what they refer to: user, project and parent with their names if {@code onlyFields} names them. */
    @Endpoint(name = "tasks.get_all_ex", repeat = SAFE, result = "tasks")
    Paged<Task> getAllEx(TaskQuery query);

    /** One task. */
    @Endpoint(name = "tasks.get_by_id", repeat = SAFE, result = "task")
    Task getById(@Field("task") String taskId);

    /** Tasks by their ids; those that are unknown are left out. */
    @Endpoint(name = "tasks.get_by_id_ex", repeat = SAFE, result = "tasks", since = "2.11")
    List<Task> getByIdEx(@Filter(literal = true) @Field("id") List<String> ids);

    /** The types of the tasks in these projects, or in all. */
    @Endpoint(name = "tasks.get_types", repeat = SAFE, result = "types")
    List<String> getTypes(@Filter @Field("projects") Optional<List<String>> projectIds);

    /** Who did what to a task, the last first. */
    @Endpoint(name = "tasks.get_operations_log", repeat = SAFE, result = "operations", edition = ENTERPRISE)
    Paged<TaskOperation> getOperationsLog(@Field("task") String taskId);

    /**
     * Asks a task to stop, and does not wait until it has: a task with a live worker stays {@code in_progress}; wait for
     * it, as {@code Waiter} of operations does. Each call counts as a sign of life: repeated within 600 s it keeps the task of a dead worker
     * running. A failed task becomes stopped, which hides the failure. Waiting tasks leave their queue.
     */
    @Endpoint(name = "tasks.stop", repeat = UNSAFE, verifyWith = "tasks.get_by_id")
    TaskChange stop(@Field("task") String taskId, @Field("status_reason") Optional<String> reason);

    /** Asks many tasks to stop, each as {@link #stop} does: one that succeeded may still run. */
    @Endpoint(name = "tasks.stop_many", repeat = UNSAFE, verifyWith = "tasks.get_by_id_ex")
    BatchResult<TaskChange> stopMany(StopTasks request);

    /**
     * Writes that a task has stopped, and stops nothing: its worker runs on, and a waiting task stays in its queue and is
     * started. For what is known to be dead; {@link #stop} is for what runs.
     */
    @Endpoint(name = "tasks.stopped", repeat = UNSAFE, verifyWith = "tasks.get_by_id")
    TaskChange stopped(@Field("task") String taskId, @Field("status_reason") Optional<String> reason);

    /** Writes that a task has failed, and stops nothing. */
    @Endpoint(name = "tasks.failed", repeat = UNSAFE, verifyWith = "tasks.get_by_id")
    TaskChange failed(@Field("task") String taskId, @Field("status_reason") Optional<String> reason);

    /** Closes a task that was stopped. */
    @Endpoint(name = "tasks.close", repeat = UNSAFE, verifyWith = "tasks.get_by_id")
    TaskChange close(@Field("task") String taskId, @Field("status_reason") Optional<String> reason);

    /** Writes that a task has ended well, and stops nothing. */
    @Endpoint(name = "tasks.completed", repeat = UNSAFE, since = "2.2", verifyWith = "tasks.get_by_id")
    TaskChange completed(@Field("task") String taskId, @Field("status_reason") Optional<String> reason);

    /** Publishes a task and its newest output model, for good: name, events and models are locked. */
    @Endpoint(name = "tasks.publish", repeat = UNSAFE, verifyWith = "tasks.get_by_id")
    TaskChange publish(@Field("task") String taskId, @Field("status_reason") Optional<String> reason);

    /** Publishes many tasks. */
    @Endpoint(name = "tasks.publish_many", repeat = UNSAFE, verifyWith = "tasks.get_by_id_ex")
    BatchResult<TaskChange> publishMany(PublishTasks request);

    /**
     * Puts a task in a queue, and takes it out of all others. One that is in that queue already is a {@code
     * BadRequestException} (400/706), which leaves "failed enqueueing" on the task as its reason.
     */
    @Endpoint(name = "tasks.enqueue", repeat = UNSAFE, verifyWith = "tasks.get_by_id")
    TaskChange enqueue(
            @Field("task") String taskId,
            @Field("queue") String queueId,
            @Field("status_reason") Optional<String> reason);

    /** Puts many tasks in a queue. */
    @Endpoint(name = "tasks.enqueue_many", repeat = UNSAFE, verifyWith = "tasks.get_by_id_ex")
    BatchResult<TaskChange> enqueueMany(EnqueueTasks request);

    /**
     * Throws a running task back to {@code created}, and its agent kills it; a waiting one leaves its queue for the status it
     * had before. Others stay as they are ({@code updated} 0), unknown ones too. {@code queues.remove_task} with {@code
     * updateTaskStatus} does it only to what waits.
     */
    @Endpoint(name = "tasks.dequeue", repeat = UNSAFE, verifyWith = "tasks.get_by_id")
    TaskChange dequeue(@Field("task") String taskId, @Field("status_reason") Optional<String> reason);

    /** Throws running tasks back to {@code created}, as {@link #dequeue} does, and takes waiting ones out of their queues. */
    @Endpoint(name = "tasks.dequeue_many", repeat = UNSAFE, verifyWith = "tasks.get_by_id_ex")
    BatchResult<TaskChange> dequeueMany(DequeueTasks request);

    /**
     * Wipes a task, a running one too: back to {@code created}, without events, artifacts, draft models and queue. Only a
     * published task is refused.
     */
    @Endpoint(name = "tasks.reset", repeat = UNSAFE, verifyWith = "tasks.get_by_id")
    ResetTask reset(@Field("task") String taskId, @Field("status_reason") Optional<String> reason);

    /** Wipes many tasks, running ones too, as {@link #reset} does. */
    @Endpoint(name = "tasks.reset_many", repeat = UNSAFE, verifyWith = "tasks.get_by_id_ex")
    BatchResult<ResetTask> resetMany(ResetTasks request);

    /**
     * Archives tasks, and stops those that run; returns how many. One unknown id among them, and none is archived. An archived
     * task can be deleted without force. Waiting tasks leave their queues. Servers before 1.17 let running ones go on.
     */
    @Endpoint(name = "tasks.archive", repeat = SAFE, result = "archived", changes = true)
    int archive(
            @Filter(literal = true) @Field("tasks") List<String> ids, @Field("status_reason") Optional<String> reason);

    /** Archives many tasks, and stops those that run, as {@link #archive} does, but each for itself. */
    @Endpoint(name = "tasks.archive_many", repeat = SAFE, changes = true)
    BatchResult<BatchItem> archiveMany(ArchiveTasks request);

    /** Brings tasks back from the archive; their status stays what it is. */
    @Endpoint(name = "tasks.unarchive_many", repeat = SAFE, changes = true)
    BatchResult<BatchItem> unarchiveMany(ArchiveTasks request);

    /**
     * Deletes a task for good. One that is archived is deleted without force, even if it runs or is published; others only if
     * they are {@code created}. Its agent kills it when it finds it gone. Files are deleted later. With Elasticsearch down
     * the server answers 500/100, and the task is gone.
     */
    @Endpoint(name = "tasks.delete", repeat = UNSAFE, verifyWith = "tasks.get_by_id")
    DeletedTask delete(@Field("task") String taskId, @Field("force") boolean force);

    /**
     * Deletes many tasks for good, archived ones without force, as {@link #delete} does. If the server answers 500, those that
     * came first are gone.
     */
    @Endpoint(name = "tasks.delete_many", repeat = UNSAFE, verifyWith = "tasks.get_by_id_ex")
    BatchResult<DeletedTask> deleteMany(DeleteTasks request);

    /** Moves tasks to a project. One unknown id among them, and none is moved. */
    @Endpoint(name = "tasks.move", repeat = SAFE, changes = true)
    MovedTo move(@Filter(literal = true) @Field("ids") List<String> ids, @Field("project") String projectId);

    /** Changes name, tags, comment or project of a task, whatever its status. */
    @Endpoint(name = "tasks.update", repeat = SAFE, changes = true)
    Updated update(UpdateTask request);

    /** Adds tags; returns how many tasks were changed. One unknown id among them, and none is. API 2.27. */
    @Endpoint(name = "tasks.update_tags", repeat = SAFE, result = "updated", since = "2.27", changes = true)
    int updateTags(
            @Filter(literal = true) @Field("ids") List<String> ids,
            @Filter @Field("add_tags") Optional<List<String>> addTags,
            @Filter @Field("remove_tags") Optional<List<String>> removeTags);

    /**
     * Shows tasks to the users of every tenant; returns how many. One that is public already, or unknown, is an {@code
     * InvalidIdException}, and none is changed. Open source.
     */
    @Endpoint(
            name = "tasks.make_public",
            repeat = UNSAFE,
            result = "updated",
            since = "2.9",
            verifyWith = "tasks.get_by_id_ex")
    int makePublic(@Filter(literal = true) @Field("ids") List<String> ids);

    /** Takes tasks back from the users of other tenants; returns how many. Open source. */
    @Endpoint(
            name = "tasks.make_private",
            repeat = UNSAFE,
            result = "updated",
            since = "2.9",
            verifyWith = "tasks.get_by_id_ex")
    int makePrivate(@Filter(literal = true) @Field("ids") List<String> ids);
}
