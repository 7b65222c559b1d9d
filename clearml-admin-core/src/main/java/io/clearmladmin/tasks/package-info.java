/**
 * {@code tasks.*}: the tasks, as far as they are an administrator's business.
 *
 * <pre>{@code
 * import io.clearmladmin.endpoint.BatchResult;
 * import io.clearmladmin.tasks.StopTasks;
 * import io.clearmladmin.tasks.Task;
 * import io.clearmladmin.tasks.TaskChange;
 * import io.clearmladmin.tasks.TaskQuery;
 * import io.clearmladmin.tasks.TaskStatus;
 * import java.util.List;
 *
 * TaskQuery running = TaskQuery.builder().status(List.of(TaskStatus.IN_PROGRESS)).build();
 * List<String> ids = clearml.tasks().getAll(running).stream().map(Task::id).toList();
 * if (!ids.isEmpty()) {
 *     BatchResult<TaskChange> asked = clearml.tasks().stopMany(StopTasks.builder().ids(ids).statusReason("drain").build());
 *     asked.failed().forEach(System.out::println);
 * }
 * }</pre>
 */
package io.clearmladmin.tasks;
