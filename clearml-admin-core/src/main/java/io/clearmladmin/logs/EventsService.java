package io.clearmladmin.logs;

import static io.clearmladmin.endpoint.Repeat.SAFE;
import static io.clearmladmin.endpoint.Repeat.UNSAFE;

import io.clearmladmin.endpoint.Download;
import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Field;

/**
 * {@code events.*}: what tasks printed, and how to delete it. Metrics, plots and images are omitted on purpose.
 *
 * <p>The package is not called after the service: {@code io.clearmladmin.events} is that of the module that publishes events.
 */
public interface EventsService {

    /** A part of what a task printed, the last lines if nothing else is asked for. Lines may hold secrets. */
    @Endpoint(name = "events.get_task_log", repeat = SAFE, since = "2.9")
    TaskLog getTaskLog(TaskLogQuery query);

    /** All that a task printed, as text. It may hold secrets. */
    @Endpoint(name = "events.download_task_log", repeat = SAFE)
    Download downloadTaskLog(@Field("task") String taskId);

    /**
     * Deletes all events of a task, for good: metrics, plots and images besides what it printed; returns how many. Files stay,
     * and no call leads to them any more. Without {@code allowLocked} a published task is an {@code InvalidIdException}
     * (400/101), although it exists.
     */
    @Endpoint(name = "events.delete_for_task", repeat = UNSAFE, result = "deleted", verifyWith = "events.get_task_log")
    Object deleteForTask(@Field("task") String taskId, @Field("allow_locked") boolean allowLocked);

    /** Deletes all events of a model, for good. A published model is refused without {@code allowLocked}. API 2.22. */
    @Endpoint(name = "events.delete_for_model", repeat = UNSAFE, result = "deleted", since = "2.22")
    Object deleteForModel(@Field("model") String modelId, @Field("allow_locked") boolean allowLocked);

    /**
     * Deletes what a task printed, or the older lines of it; returns how many. For tasks that run for long. A published task
     * is an {@code InvalidIdException}, although it exists. API 2.19.
     */
    @Endpoint(
            name = "events.clear_task_log",
            repeat = UNSAFE,
            result = "deleted",
            since = "2.19",
            verifyWith = "events.get_task_log")
    int clearTaskLog(ClearTaskLog request);
}
