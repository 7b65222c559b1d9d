package io.clearmladmin.testkit;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.tasks.Task;
import io.clearmladmin.tasks.TaskStatus;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An agent that takes tasks from queues and runs them, without a process: what it does, it does when it is called, by the calls
 * that a real agent sends. {@code FakeClearMl.agent} makes one.
 *
 * <pre>{@code
 * try (FakeAgent agent = fake.agent("host:gpu0", queueId)) {
 *     String taskId = agent.take().orElseThrow();
 *     clearml.tasks().stop(taskId, Optional.empty()); // only asks
 *     agent.poll();                                   // does it
 * }
 * }</pre>
 *
 * <p>For one thread.
 */
public final class FakeAgent implements AutoCloseable {

    private final ClearMl clearml;
    private final Clock clock;
    private final String worker;
    private final List<String> queues;
    private final List<String> running = new ArrayList<>();

    FakeAgent(ClearMl clearml, Clock clock, String worker, List<String> queues) {
        this.clearml = clearml;
        this.clock = clock;
        this.worker = Objects.requireNonNull(worker, "worker");
        this.queues = List.copyOf(queues);
        call("workers.register", Map.of("worker", worker, "queues", this.queues));
        report(Optional.empty());
    }

    private Map<String, Object> call(String endpoint, Map<String, ?> body) {
        return clearml.call(endpoint, Repeat.UNSAFE, body);
    }

    private void report(Optional<String> taskId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("worker", worker);
        body.put("queues", queues);
        body.put("timestamp", clock.instant().toEpochMilli());
        taskId.ifPresent(id -> body.put("task", id));
        call("workers.status_report", body);
    }

    /**
     * Takes the next task of the first queue that has one, and starts it; empty if none has. An entry whose task is gone is
     * dropped, as a real agent does. It takes nothing while it is kept from that: by the tag {@code force_workers:off} of a
     * queue, or on an Enterprise server by its property {@code force} with {@code off}, unless the queue has the tag {@code
     * force_workers:on}.
     */
    public Optional<String> take() {
        boolean isOff = isOff();
        for (String queue : queues) {
            List<String> tags = clearml.queues().getById(queue).tags();
            if (tags.contains("force_workers:off") || (isOff && !tags.contains("force_workers:on"))) {
                continue;
            }
            Object entry = call("queues.get_next_task", Map.of("queue", queue)).get("entry");
            while (entry instanceof Map<?, ?> next) {
                String task = String.valueOf(next.get("task"));
                if (find(task).isPresent()) {
                    call("tasks.started", Map.of("task", task, "force", true, "status_message", "launch by agent"));
                    running.add(task);
                    report(Optional.of(task));
                    return Optional.of(task);
                }
                entry = call("queues.get_next_task", Map.of("queue", queue)).get("entry");
            }
        }
        return Optional.empty();
    }

    private boolean isOff() {
        return clearml.capabilities().edition() == Edition.ENTERPRISE
                && clearml.workers().getRuntimeProperties(worker).get("runtime_properties")
                        instanceof List<?> properties
                && properties.stream().anyMatch(FakeAgent::isOff);
    }

    private static boolean isOff(Object property) {
        return property instanceof Map<?, ?> fields
                && "force".equals(fields.get("key"))
                && "off".equals(fields.get("value"));
    }

    private Optional<Task> find(String taskId) {
        return clearml.tasks().getByIdEx(List.of(taskId)).stream().findFirst();
    }

    /**
     * Looks at what it runs, as a real agent does every five seconds: says that it is alive, stops what it was asked to stop,
     * and gives up what was reset, ended or deleted by others. Returns what it no longer runs.
     */
    public List<String> poll() {
        List<String> left = new ArrayList<>();
        for (String id : List.copyOf(running)) {
            Optional<Task> task = find(id);
            boolean isRunning = task.flatMap(Task::status)
                    .filter(TaskStatus.IN_PROGRESS::equals)
                    .isPresent();
            boolean isAsked = task.flatMap(Task::statusMessage)
                    .filter(message -> message.contains("stopping"))
                    .isPresent();
            if (isRunning && isAsked) {
                call("tasks.stopped", Map.of("task", id));
            }
            if (!isRunning || isAsked) {
                running.remove(id);
                left.add(id);
            } else {
                report(Optional.of(id));
            }
        }
        if (running.isEmpty()) {
            report(Optional.empty());
        }
        return left;
    }

    /** Ends a task well. */
    public void complete(String taskId) {
        end(taskId, "tasks.completed");
    }

    /** Ends a task in a failure. */
    public void fail(String taskId) {
        end(taskId, "tasks.failed");
    }

    private void end(String taskId, String endpoint) {
        if (!running.remove(taskId)) {
            throw new IllegalArgumentException("taskId: " + worker + " does not run " + taskId);
        }
        call(endpoint, Map.of("task", taskId));
        report(Optional.empty());
    }

    /** Loses all it runs, as a machine that went down: nothing is said about the tasks any more. Returns them. */
    public List<String> crash() {
        List<String> lost = List.copyOf(running);
        running.clear();
        return lost;
    }

    /** What it runs. */
    public List<String> running() {
        return List.copyOf(running);
    }

    /** Closes its connection; what it runs is left as it is. */
    @Override
    public void close() {
        clearml.close();
    }
}
