package io.clearmladmin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.queues.CreateQueue;
import io.clearmladmin.testkit.FakeAgent;
import io.clearmladmin.testkit.FakeClearMl;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Work is drained after a plan and a question, and a drain is taken back. */
class DrainCommandsTest {

    @RegisterExtension
    private static final BothEditions FAKES = new BothEditions();

    @TempDir
    private Path home;

    /** A queue with a task that waits and one that a worker runs. */
    private static String busyQueue(FakeClearMl fake) {
        try (ClearMl clearml = fake.connect()) {
            String queue =
                    clearml.queues().create(CreateQueue.builder().name("gpus").build());
            clearml.queues().create(CreateQueue.builder().name("spare").build());
            List.of("runs", "waits").forEach(name -> {
                Object id = clearml.call("tasks.create", Repeat.UNSAFE, Map.of("name", name, "type", "training"))
                        .get("id");
                clearml.tasks().enqueue(String.valueOf(id), queue, Optional.empty());
            });
            try (FakeAgent agent = fake.agent("node:0", queue)) {
                agent.take();
            }
            return queue;
        }
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void a_plan_shows_what_runs_and_is_not_carried_out_without_an_answer(Edition edition) {
        FakeClearMl fake = FAKES.of(edition);
        busyQueue(fake);
        Shell shell = new Shell(home).on(fake);
        Shell.Result dry =
                shell.run("drain", "queue", "gpus", "--stop", "--let-run", "0s", "--move-to", "spare", "--dry-run");
        assertThat(dry.code()).as(dry.err()).isEqualTo(ExitCode.FINDINGS.number());
        assertThat(dry.out())
                .contains("1 running, 1 waiting", "to hold", "is moved to queue", "no worker takes from queue");
        Shell.Result silent = shell.run("drain", "queue", "gpus");
        assertThat(silent.code()).isEqualTo(ExitCode.WRONG_USE.number());
        assertThat(silent.err()).contains("1 running, 1 waiting", "add --yes");
        Shell.Result refused = shell.terminal(80).input("n\n").run("drain", "queue", "gpus");
        assertThat(refused.code()).isEqualTo(ExitCode.FAILED.number());
        assertThat(fake.recordedCalls("queues.update")).isEmpty();
    }

    @Test
    void what_excludes_each_other_is_refused_and_what_is_unknown_is_named() {
        Shell shell = new Shell(home).on(FAKES.openSource());
        busyQueue(FAKES.openSource());
        assertThat(shell.run("drain", "queue", "gpus", "--move-to", "spare", "--stop-waiting")
                        .err())
                .contains("--move-to and --stop-waiting exclude each other");
        assertThat(shell.run("drain", "queue", "gpus", "--undo", "--stop").err())
                .contains("--undo excludes --dry-run and all that says how to drain");
        assertThat(shell.run("drain", "worker", "node:1").err()).contains("there is no worker 'node:1'", "node:0");
        assertThat(shell.run("drain", "project", "vision").err()).contains("there is no project 'vision'");
        assertThat(shell.run("drain", "queue", "gpus", "--move-to", "gpus").err())
                .contains("is to be drained itself");
    }

    @Test
    void a_worker_of_an_open_source_server_cannot_be_held_and_the_plan_says_so() {
        busyQueue(FAKES.openSource());
        Shell.Result plan =
                new Shell(home).on(FAKES.openSource()).run("drain", "worker", "node:0", "--dry-run", "-o", "json");
        assertThat(plan.json().path("holds").path(0).path("state").asText()).isEqualToIgnoringCase("cannot");
        assertThat(plan.json().path("tasks")).hasSize(1);
    }

    // A drain looks twice, ten seconds apart.
    @Tag("long")
    @Test
    void a_queue_is_drained_and_taken_into_use_again() {
        FakeClearMl fake = FAKES.of(Edition.ENTERPRISE);
        String queue = busyQueue(fake);
        try (ClearMl clearml = fake.connect()) {
            clearml.call("workers.unregister", Repeat.UNSAFE, Map.of("worker", "node:0"));
            Shell shell = new Shell(home).on(fake);
            Shell.Result left = shell.run("drain", "queue", "gpus", "--let-run", "0s", "--yes", "-o", "json");
            assertThat(left.code()).as(left.err()).isEqualTo(ExitCode.FAILED.number());
            assertThat(left.json().path("problem").asText()).contains("1 running");
            assertThat(clearml.queues().getById(queue).tags()).contains("force_workers:off");
            Shell.Result undone = shell.run("drain", "queue", "gpus", "--undo", "--yes");
            assertThat(undone.code()).as(undone.err()).isZero();
            assertThat(clearml.queues().getById(queue).tags()).isEmpty();
        }
    }
}
