package io.clearmladmin.drain;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.testkit.FakeAgent;
import io.clearmladmin.testkit.calls.FakeUser;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Drains 1,000 tasks on 50 workers of a fake server in this process, in virtual time, and prints calls, time and the bound of the
 * heap, which holds the server as well; {@code benchmarks/drain} runs it.
 */
final class DrainFigures {

    private static final int WORKERS = 50;
    private static final int TASKS = 1_000;
    private static final int MIB = 1 << 20;

    private DrainFigures() {}

    /** Runs it. */
    public static void main(String... arguments) {
        measure("a queue: 950 that wait are moved, 50 that run are stopped", false, scene -> {
            Drain drain = scene.drain()
                    .letRun(Duration.ZERO)
                    .thenStop()
                    .moveWaitingTo(scene.fresh)
                    .build();
            return drain.apply(drain.plan(DrainScope.queue(scene.old)));
        });
        measure("a project: all 1,000 run to their end", true, scene -> {
            Drain drain = scene.drain().letRun(Duration.ofDays(1)).build();
            return drain.apply(drain.plan(DrainScope.project(scene.project)));
        });
    }

    /** A queue with 50 workers, and 1,000 tasks. */
    private static final class Scene implements AutoCloseable {

        final DrainStage stage = new DrainStage(Edition.ENTERPRISE);
        final String old = stage.queue("old");
        final String fresh = stage.queue("fresh");
        final String project = stage.project("research");
        final FakeUser operator = stage.fake.addUser("Operator", Role.ADMIN);
        final ClearMl client = stage.fake.connect(operator);

        Scene(boolean doTasksEnd) {
            for (int i = 0; i < TASKS; i++) {
                stage.waiting(stage.clearml, "task " + i, old, Map.of("project", project));
            }
            for (int i = 0; i < WORKERS; i++) {
                stage.agent("node-" + i + ":gpu0", old).take();
            }
            stage.meanwhile = () -> stage.agents.forEach(agent -> work(agent, doTasksEnd));
        }

        private static void work(FakeAgent agent, boolean doTasksEnd) {
            if (doTasksEnd) {
                agent.running().forEach(agent::complete);
            }
            agent.poll();
            if (agent.running().isEmpty()) {
                agent.take();
            }
        }

        Drain.Builder drain() {
            return stage.drain(client);
        }

        @Override
        public void close() {
            client.close();
            stage.close();
        }
    }

    private static void measure(String what, boolean doTasksEnd, Function<Scene, DrainReport> drain) {
        try (Scene scene = new Scene(doTasksEnd)) {
            long start = System.nanoTime();
            DrainReport report = drain.apply(scene);
            double seconds = (System.nanoTime() - start) / 1e9;
            Map<String, Integer> calls = new TreeMap<>();
            scene.stage.fake.recordedCalls().stream()
                    .filter(call -> call.user().equals(scene.operator.id()))
                    .forEach(call -> calls.merge(call.endpoint(), 1, Integer::sum));
            System.out.printf(
                    Locale.ROOT,
                    "%n%s%n  %s%n  %d calls: %s%n  %.1f s, agents included; %s of the server's time%n"
                            + "  in a heap of at most %d MiB, the server included%n",
                    what,
                    report.toText().lines().findFirst().orElse(""),
                    calls.values().stream().mapToInt(Integer::intValue).sum(),
                    calls,
                    seconds,
                    Duration.between(report.begun(), report.ended()),
                    Runtime.getRuntime().maxMemory() / MIB);
        }
    }
}
