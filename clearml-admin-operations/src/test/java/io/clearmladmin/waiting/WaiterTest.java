package io.clearmladmin.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.clearmladmin.ClearMl;
import io.clearmladmin.calls.CallOptions;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.errors.ForbiddenException;
import io.clearmladmin.errors.InvalidIdException;
import io.clearmladmin.errors.TransportException;
import io.clearmladmin.house.TestClock;
import io.clearmladmin.queues.CreateQueue;
import io.clearmladmin.tasks.Task;
import io.clearmladmin.tasks.TaskStatus;
import io.clearmladmin.tenants.DeleteTenant;
import io.clearmladmin.testkit.FakeAgent;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.Fault;
import io.clearmladmin.waiting.WaitEndedException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A wait ends when it is done, at its deadline or by an interrupt, and reads no more often than said. */
class WaiterTest {

    private static final String WORKER = "host:gpu0";

    private final TestClock clock = new TestClock();
    private final FakeClearMl fake =
            FakeClearMl.builder().edition(Edition.ENTERPRISE).clock(clock).start();
    private final ClearMl clearml = fake.connect();
    private final List<Duration> slept = new ArrayList<>();
    private final List<Waiter.Progress> progress = new ArrayList<>();
    private Runnable meanwhile = () -> {};

    @AfterEach
    void close() {
        clearml.close();
        fake.close();
    }

    private Waiter.Builder waiter() {
        return waiter(clearml);
    }

    private Waiter.Builder waiter(ClearMl client) {
        return Waiter.builder(client).clock(clock).progress(progress::add).sleeper(time -> {
            slept.add(time);
            clock.forward(time);
            meanwhile.run();
        });
    }

    private String queue(String name) {
        return clearml.queues().create(CreateQueue.builder().name(name).build());
    }

    private String task(String queue) {
        Object id = clearml.call("tasks.create", Repeat.UNSAFE, Map.of("name", "a task", "type", "training"))
                .get("id");
        clearml.tasks().enqueue(String.valueOf(id), queue, Optional.empty());
        return String.valueOf(id);
    }

    @Test
    void a_task_that_was_asked_to_stop_is_waited_for_until_its_worker_has_stopped_it() {
        String queue = queue("gpus");
        String id = task(queue);
        try (FakeAgent agent = fake.agent(WORKER, queue)) {
            agent.take();
            assertThat(clearml.tasks().stop(id, Optional.empty()).status()).contains(TaskStatus.IN_PROGRESS);
            meanwhile = () -> {
                if (slept.size() == 3) {
                    agent.poll();
                }
            };
            Optional<Task> task = waiter().build().taskStopped(id);
            assertThat(task.flatMap(Task::status)).contains(TaskStatus.STOPPED);
        }
        assertThat(slept).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L);
        assertThat(progress.get(2))
                .hasToString("waiting for task " + id
                        + " to stop: in_progress, 'stopping', on worker host:gpu0 (for PT3S, at most PT29M57S more)");
        assertThat(fake.recordedCalls("tasks.stop")).hasSize(1);
    }

    @Test
    void a_task_that_is_deleted_meanwhile_is_waited_for_no_more_and_an_unknown_one_never_is() {
        String id = task(queue("gpus"));
        meanwhile = () -> clearml.tasks().delete(id, true);
        assertThat(waiter().build().taskStopped(id)).isEmpty();
        assertThatThrownBy(() -> waiter().build().taskStopped("nobody")).isInstanceOf(InvalidIdException.class);
    }

    @Test
    void at_the_deadline_it_says_what_it_saw_last_and_what_to_do() {
        String queue = queue("gpus");
        task(queue);
        WaitEndedException ended = catchThrowableOfType(
                WaitEndedException.class,
                () -> waiter().timeout(Duration.ofSeconds(25)).build().queueEmpty(queue));
        assertThat(ended.reason()).isEqualTo(Reason.DEADLINE);
        assertThat(ended.lastSeen()).isEqualTo("1 task waits");
        assertThat(ended.waited()).isEqualTo(Duration.ofSeconds(25));
        assertThat(ended)
                .hasMessage(
                        "waited PT25S for queue " + queue + " to be empty, until the deadline. Last seen: 1 task waits."
                                + " See that workers take from it (queues.get_all_ex lists them), or move what waits.");
        assertThat(slept).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 10L);
    }

    @Test
    void what_happens_until_the_deadline_itself_counts() {
        String queue = queue("gpus");
        String id = task(queue);
        meanwhile = () -> {
            if (slept.size() == 2) {
                clearml.tasks().delete(id, true);
            }
        };
        waiter().timeout(Duration.ofSeconds(3)).build().queueEmpty(queue);
        assertThat(slept).hasSize(2);
    }

    @Test
    void a_reading_without_a_reply_is_named_and_the_wait_goes_on() {
        ClearMl once = clearml.with(CallOptions.builder().maxAttempts(1).build());
        String queue = queue("gpus");
        String id = task(queue);
        fake.inject(Fault.cutResponse().on("queues.get_by_id").times(2));
        meanwhile = () -> {
            if (slept.size() == 3) {
                clearml.tasks().delete(id, true);
            }
        };
        waiter(once).build().queueEmpty(queue);
        assertThat(progress).hasSize(3);
        assertThat(progress.get(0).seen()).startsWith("the reading failed: queues.get_by_id: ");
        assertThat(progress.get(2).seen()).isEqualTo("1 task waits");
    }

    @Test
    void the_failure_of_the_last_reading_is_the_cause() {
        ClearMl once = clearml.with(CallOptions.builder().maxAttempts(1).build());
        String queue = queue("gpus");
        fake.inject(Fault.cutResponse().on("queues.get_by_id").times(0));
        assertThatThrownBy(() -> waiter(once).build().queueEmpty(queue))
                .isInstanceOf(WaitEndedException.class)
                .hasMessageContaining("Last seen: the reading failed: queues.get_by_id")
                .hasCauseInstanceOf(TransportException.class);
    }

    @Test
    void a_reading_that_is_refused_ends_the_wait_at_once() {
        ClearMl guest = fake.connect(fake.addUser("Ann", Role.USER));
        assertThatThrownBy(() -> waiter(guest).build().tenantGone("acme")).isInstanceOf(ForbiddenException.class);
        assertThat(slept).isEmpty();
        guest.close();
    }

    @Test
    void an_interrupt_ends_it_and_stays_set() {
        String queue = queue("gpus");
        task(queue);
        Waiter waiter = Waiter.builder(clearml)
                .sleeper(time -> {
                    throw new InterruptedException();
                })
                .build();
        WaitEndedException ended = catchThrowableOfType(WaitEndedException.class, () -> waiter.queueEmpty(queue));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(ended.reason()).isEqualTo(Reason.INTERRUPTED);
        assertThat(ended).hasMessageContaining("until the thread was interrupted. Last seen: 1 task waits.");
    }

    @Test
    void an_interrupt_during_a_reading_ends_it_and_stays_set() {
        Waiter waiter = waiter().build();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> waiter.queueEmpty("queue")).isInstanceOf(WaitEndedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_worker_is_idle_when_neither_it_nor_what_it_started_runs_a_task() {
        String queue = queue("gpus");
        String id = task(queue);
        try (FakeAgent agent = fake.agent(WORKER + ":service:1", queue);
                FakeAgent other = fake.agent("host:gpu01", queue)) {
            agent.take();
            task(queue);
            other.take();
            meanwhile = () -> agent.complete(id);
            waiter().build().workerIdle(WORKER);
        }
        assertThat(progress)
                .singleElement()
                .satisfies(seen -> assertThat(seen.seen()).isEqualTo("runs " + id));
    }

    @Test
    void a_task_that_a_worker_has_taken_and_not_reported_yet_keeps_it_busy() {
        String queue = queue("gpus");
        String id = task(queue);
        try (FakeAgent agent = fake.agent(WORKER, queue)) {
            agent.take();
            clearml.call("workers.status_report", Repeat.UNSAFE, Map.of("worker", WORKER, "timestamp", clock.millis()));
            meanwhile = () -> agent.complete(id);
            waiter().build().workerIdle(WORKER);
        }
        assertThat(progress)
                .singleElement()
                .satisfies(seen -> assertThat(seen.seen()).isEqualTo("in progress on it " + id));
    }

    @Test
    void a_worker_that_reports_no_more_is_gone_when_the_server_forgets_it() {
        fake.agent(WORKER, queue("gpus")).close();
        waiter().build().workerGone(WORKER);
        assertThat(slept.stream().mapToLong(Duration::toSeconds).sum()).isBetween(600L, 610L);
    }

    @Test
    void a_tenant_is_gone_when_the_server_lists_it_no_more() {
        String acme = fake.addCompany("acme");
        meanwhile = () -> clearml.tenants()
                .deleteTenant(DeleteTenant.builder()
                        .tenant(acme)
                        .name("acme")
                        .force(true)
                        .build());
        waiter().build().tenantGone(acme);
        assertThat(progress).hasSize(1);
    }

    @Test
    void any_other_reading_is_waited_for_as_well_whatever_its_listener_throws() {
        List<String> left = new ArrayList<>(List.of("a", "b"));
        waiter().progress(seen -> {
                    throw new IllegalStateException("no screen");
                })
                .build()
                .until(
                        "the list to be empty",
                        () -> left.isEmpty() ? Optional.empty() : Optional.of(left.remove(0) + " is left"),
                        "Look at the list.");
        assertThat(slept).hasSize(2);
    }

    @Test
    void times_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> waiter().timeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("timeout: must be from PT0.01S to PT720H");
        assertThatThrownBy(() -> waiter().interval(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("longest: must be from PT2S");
    }
}
