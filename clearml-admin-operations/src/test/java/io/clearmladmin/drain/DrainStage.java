package io.clearmladmin.drain;

import io.clearmladmin.ClearMl;
import io.clearmladmin.calls.CallOptions;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.house.TestClock;
import io.clearmladmin.projects.CreateProject;
import io.clearmladmin.queues.CreateQueue;
import io.clearmladmin.queues.QueueEntry;
import io.clearmladmin.tasks.Task;
import io.clearmladmin.tasks.TaskStatus;
import io.clearmladmin.testkit.FakeAgent;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.waiting.Waiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server with queues, tasks and agents whose time passes only while somebody waits. */
final class DrainStage implements AutoCloseable {

    final TestClock clock = new TestClock();
    final FakeClearMl fake;
    final ClearMl clearml;
    final List<Waiter.Progress> progress = new ArrayList<>();
    final List<FakeAgent> agents = new ArrayList<>();
    /** What happens while somebody waits, each time. */
    Runnable meanwhile = () -> {};

    DrainStage(Edition edition) {
        this(FakeClearMl.builder().edition(edition));
    }

    DrainStage(FakeClearMl.Builder builder) {
        this.fake = builder.clock(clock).start();
        this.clearml = fake.connect();
    }

    Drain.Builder drain() {
        return drain(clearml);
    }

    /** One whose client does not retry by itself. */
    Drain.Builder drainOnce() {
        return drain(clearml.with(CallOptions.builder().maxAttempts(1).build()));
    }

    Drain.Builder drain(ClearMl client) {
        return Drain.builder(client).clock(clock).progress(progress::add).sleeper(this::pass);
    }

    private void pass(Duration time) {
        clock.forward(time);
        meanwhile.run();
    }

    /** Agents look at what they run, and those with nothing to do take the next task, each time somebody waits. */
    void agentsWork() {
        meanwhile = () -> agents.forEach(agent -> {
            agent.poll();
            if (agent.running().isEmpty()) {
                agent.take();
            }
        });
    }

    FakeAgent agent(String worker, String... queues) {
        FakeAgent agent = fake.agent(worker, queues);
        agents.add(agent);
        return agent;
    }

    String queue(String name) {
        return clearml.queues().create(CreateQueue.builder().name(name).build());
    }

    String project(String name) {
        return clearml.projects().create(CreateProject.builder().name(name).build());
    }

    String waiting(String name, String queue) {
        return waiting(clearml, name, queue, Map.of());
    }

    String waiting(ClearMl client, String name, String queue, Map<String, Object> more) {
        Map<String, Object> fields = new LinkedHashMap<>(Map.of("name", name, "type", "training"));
        fields.putAll(more);
        String id = String.valueOf(
                client.call("tasks.create", Repeat.UNSAFE, fields).get("id"));
        client.tasks().enqueue(id, queue, Optional.empty());
        return id;
    }

    Task task(String id) {
        return clearml.tasks().getById(id);
    }

    TaskStatus status(String id) {
        return task(id).status().orElseThrow();
    }

    /** The tasks of a queue in their order. */
    List<String> entries(String queue) {
        return clearml.queues().getById(queue).entries().stream()
                .map(QueueEntry::task)
                .flatMap(Optional::stream)
                .map(task -> task.id())
                .toList();
    }

    List<String> tags(String queue) {
        return clearml.queues().getById(queue).tags();
    }

    @Override
    public void close() {
        agents.forEach(FakeAgent::close);
        clearml.close();
        fake.close();
    }
}
