package io.clearmladmin.queues;

import static io.clearmladmin.endpoint.Repeat.SAFE;
import static io.clearmladmin.endpoint.Repeat.UNSAFE;

import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Field;
import io.clearmladmin.endpoint.Filter;
import io.clearmladmin.endpoint.Paged;
import io.clearmladmin.endpoint.Updated;
import java.util.List;
import java.util.Map;

/**
 * {@code queues.*}: the queues from which agents take tasks. All act on the caller's tenant; any role may, where access
 * rules do not forbid it.
 *
 * <p>{@code queues.get_next_task} is omitted on purpose: it removes the task from the queue.
 */
public interface QueuesService {

    /** Lists queues. */
    @Endpoint(name = "queues.get_all", repeat = SAFE, result = "queues", since = "2.4")
    Paged<Queue> getAll(QueueQuery query);

    /** Lists queues with what they refer to. */
    @Endpoint(name = "queues.get_all_ex", repeat = SAFE, result = "queues", since = "2.4")
    Paged<Queue> getAllEx(QueueQuery query);

    /** One queue. An unknown queue is an {@code InvalidIdException}. */
    @Endpoint(name = "queues.get_by_id", repeat = SAFE, result = "queue", since = "2.4")
    Queue getById(@Field("queue") String queueId);

    /**
     * The tenant's default queue, with id and name only. None, or more than one, is a {@code
     * BadRequestException}.
     */
    @Endpoint(name = "queues.get_default", repeat = SAFE, since = "2.4")
    Queue getDefault();

    /** Creates a queue and returns its id. A known name is an {@code AlreadyExistsException}. */
    @Endpoint(name = "queues.create", repeat = UNSAFE, result = "id", since = "2.4", verifyWith = "queues.get_all")
    String create(CreateQueue request);

    /** Changes a queue; tags that are given replace all it has. An unknown queue is an {@code InvalidIdException}. */
    @Endpoint(name = "queues.update", repeat = SAFE, since = "2.4", changes = true)
    Updated update(UpdateQueue request);

    /**
     * Deletes a queue; refused while tasks wait in it, unless forced. Forced, its tasks get the status they had before, and one
     * that is enqueued meanwhile keeps its status in no queue. An agent that listens to it may end. Returns how many it
     * deleted. An unknown queue is an {@code InvalidIdException}.
     */
    @Endpoint(
            name = "queues.delete",
            repeat = UNSAFE,
            result = "deleted",
            since = "2.4",
            verifyWith = "queues.get_by_id")
    int delete(@Field("queue") String queueId, @Field("force") boolean force);

    /** How many tasks wait; the form of the reply is not documented. */
    @Endpoint(name = "queues.get_num_entries", repeat = SAFE, since = "2.15")
    Map<String, Object> getNumEntries(@Field("queue") String queueId);

    /** The next task, which stays in the queue; the form of the reply is not documented. */
    @Endpoint(name = "queues.peek_task", repeat = SAFE, since = "2.15")
    Map<String, Object> peekTask(@Field("queue") String queueId);

    /**
     * Empties a queue, and throws back to {@code created} what runs but still has an entry in it; {@code Drain} of operations does
     * not. The waiting tasks get the status
     * they had before, and {@code removed_tasks} lists them; one that is enqueued meanwhile can keep its status in no
     * queue. API 2.31.
     */
    @Endpoint(name = "queues.clear_queue", repeat = UNSAFE, verifyWith = "queues.get_by_id", since = "2.31")
    Map<String, Object> clearQueue(@Field("queue") String queueId);

    /**
     * Adds an entry without looking at the task, which keeps its status and may not even exist: {@code tasks.enqueue} is for
     * tasks that shall run. One that is already in the queue is a {@code BadRequestException}.
     */
    @Endpoint(name = "queues.add_task", repeat = UNSAFE, since = "2.4", verifyWith = "queues.get_by_id")
    Map<String, Object> addTask(@Field("queue") String queueId, @Field("task") String taskId);

    /**
     * Removes an entry; unless {@code updateTaskStatus} is true, which servers know since API 2.31, the task keeps its status
     * in no queue. One that is not in the queue is a {@code BadRequestException}.
     */
    @Endpoint(name = "queues.remove_task", repeat = UNSAFE, since = "2.4", verifyWith = "queues.get_by_id")
    Map<String, Object> removeTask(
            @Field("queue") String queueId,
            @Field("task") String taskId,
            @Field("update_task_status") boolean updateTaskStatus);

    /** Moves a task forward by so many places; returns its new place. */
    @Endpoint(
            name = "queues.move_task_forward",
            repeat = UNSAFE,
            result = "position",
            since = "2.4",
            verifyWith = "queues.get_by_id")
    int moveTaskForward(@Field("queue") String queueId, @Field("task") String taskId, @Field("count") int count);

    /** Moves a task back by so many places; returns its new place. */
    @Endpoint(
            name = "queues.move_task_backward",
            repeat = UNSAFE,
            result = "position",
            since = "2.4",
            verifyWith = "queues.get_by_id")
    int moveTaskBackward(@Field("queue") String queueId, @Field("task") String taskId, @Field("count") int count);

    /** Makes a task the next one; returns its new place. */
    @Endpoint(
            name = "queues.move_task_to_front",
            repeat = UNSAFE,
            result = "position",
            since = "2.4",
            verifyWith = "queues.get_by_id")
    int moveTaskToFront(@Field("queue") String queueId, @Field("task") String taskId);

    /** Makes a task the last one; returns its new place. */
    @Endpoint(
            name = "queues.move_task_to_back",
            repeat = UNSAFE,
            result = "position",
            since = "2.4",
            verifyWith = "queues.get_by_id")
    int moveTaskToBack(@Field("queue") String queueId, @Field("task") String taskId);

    /** How long tasks waited, and how many; the form of the reply is not documented. */
    @Endpoint(name = "queues.get_queue_metrics", repeat = SAFE, result = "queues", since = "2.4")
    List<Map<String, Object>> getQueueMetrics(QueueMetricsQuery query);

    /** Sets items of metadata; the others stay. */
    @Endpoint(name = "queues.add_or_update_metadata", repeat = SAFE, since = "2.13", changes = true)
    Map<String, Object> addOrUpdateMetadata(
            @Field("queue") String queueId, @Field("metadata") List<MetadataItem> metadata);

    /** Deletes items of metadata. */
    @Endpoint(name = "queues.delete_metadata", repeat = SAFE, since = "2.13", changes = true)
    Map<String, Object> deleteMetadata(@Field("queue") String queueId, @Filter @Field("keys") List<String> keys);
}
