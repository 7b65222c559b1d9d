package io.clearmladmin.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.ClearMl;
import io.clearmladmin.drain.DrainHold.State;
import io.clearmladmin.drain.DrainReport.Entry;
import io.clearmladmin.drain.DrainReport.Outcome;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.errors.InvalidIdException;
import io.clearmladmin.queues.CreateQueue;
import io.clearmladmin.queues.UpdateQueue;
import io.clearmladmin.tasks.TaskStatus;
import io.clearmladmin.testkit.FakeAgent;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.Execution;
import io.clearmladmin.testkit.calls.FakeUser;
import io.clearmladmin.testkit.calls.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Work comes to an end: what is new is held, what runs ends or is stopped, what waits is where it was said to be. */
class DrainTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final DrainStage stage = new DrainStage(Edition.ENTERPRISE);

    @AfterEach
    void close() {
        stage.close();
    }

    private static Set<String> writes(FakeClearMl fake) {
        return fake.recordedCalls().stream()
                .map(Execution::endpoint)
                .filter(name -> !name.matches(".*\\.(get_.*|login|info|endpoints)"))
                .collect(Collectors.toSet());
    }

    private DrainReport drained(Drain drain, DrainScope scope) {
        return drain.apply(drain.plan(scope));
    }

    private static List<String> ids(List<Entry> entries) {
        return entries.stream().map(entry -> entry.task().id()).toList();
    }

    @Test
    void a_plan_shows_what_runs_and_waits_and_writes_nothing() {
        String gpus = stage.queue("gpus");
        String running = stage.waiting("first", gpus);
        String waiting = stage.waiting("second", gpus);
        stage.agent("host:gpu0", gpus).take();
        int before = stage.fake.recordedCalls().size();
        DrainPlan plan = stage.drain().letRun(MINUTE).thenStop().build().plan(DrainScope.queue(gpus));
        assertThat(stage.fake
                        .recordedCalls()
                        .subList(before, stage.fake.recordedCalls().size()))
                .extracting(Execution::endpoint)
                .allMatch(name -> name.contains(".get_"));
        assertThat(plan.running()).extracting(DrainTask::id).containsExactly(running);
        assertThat(plan.running()).extracting(DrainTask::worker).containsExactly("host:gpu0");
        assertThat(plan.queued()).extracting(DrainTask::id).containsExactly(waiting);
        assertThat(plan.toText())
                .contains("Drain of queue " + gpus + ": 1 running, 1 waiting")
                .contains("what runs may go on until 2026-11-21T09:01:00Z, and is stopped then")
                .contains("what waits stays where it is")
                .containsPattern("to hold +queue gpus \\(" + gpus)
                .contains("nothing closes a queue: tasks can still be enqueued, and wait");
        assertThat(plan.toJson()).contains("\"is_stopping\" : true").contains("\"worker\" : \"host:gpu0\"");
    }

    @Test
    void a_queue_is_held_and_what_runs_may_end_by_itself() {
        String gpus = stage.queue("gpus");
        String running = stage.waiting("first", gpus);
        String waiting = stage.waiting("second", gpus);
        FakeAgent agent = stage.agent("host:gpu0", gpus);
        agent.take();
        stage.meanwhile = () -> {
            if (stage.progress.size() == 3) {
                agent.complete(running);
            }
            assertThat(agent.take()).isEmpty();
        };
        DrainReport report = drained(stage.drain().build(), DrainScope.queue(gpus));
        assertThat(report.isComplete()).isTrue();
        assertThat(report.with(Outcome.ENDED)).extracting(Entry::reason).containsExactly("it is completed");
        assertThat(ids(report.with(Outcome.WAITING))).containsExactly(waiting);
        assertThat(report.holds()).extracting(DrainHold::state).containsExactly(State.HELD);
        assertThat(stage.fake.recordedCalls("tasks.stop_many")).isEmpty();
        assertThat(report.toText()).startsWith("Drain of queue " + gpus + ": complete; 1 waiting, 1 ended");
    }

    @Test
    void what_still_runs_at_the_time_is_stopped_only_if_that_was_asked_for() {
        String gpus = stage.queue("gpus");
        String running = stage.waiting("first", gpus);
        stage.agent("host:gpu0", gpus).take();
        stage.agentsWork();
        DrainReport left = drained(stage.drain().letRun(MINUTE).build(), DrainScope.queue(gpus));
        assertThat(left.isComplete()).isFalse();
        assertThat(ids(left.with(Outcome.RUNNING))).containsExactly(running);
        assertThat(left.problem())
                .contains("1 running, 0 waiting")
                .contains("What runs is not stopped unless asked for.");
        assertThat(stage.fake.recordedCalls("tasks.stop_many")).isEmpty();
        DrainReport stopped = drained(stage.drain().letRun(MINUTE).thenStop().build(), DrainScope.queue(gpus));
        assertThat(stopped.isComplete()).isTrue();
        assertThat(ids(stopped.with(Outcome.STOPPED))).containsExactly(running);
        assertThat(stage.fake.recordedCalls("tasks.stop_many")).hasSize(1);
    }

    @Test
    void the_task_of_a_dead_worker_is_stopped_by_a_second_stop_and_not_kept_alive_by_more() {
        String gpus = stage.queue("gpus");
        String lost = stage.waiting("first", gpus);
        FakeAgent agent = stage.agent("host:gpu0", gpus);
        agent.take();
        agent.crash();
        DrainReport report =
                drained(stage.drain().letRun(Duration.ZERO).thenStop().build(), DrainScope.queue(gpus));
        assertThat(ids(report.with(Outcome.STOPPED))).containsExactly(lost);
        assertThat(report.isComplete()).isTrue();
        assertThat(stage.fake.recordedCalls("tasks.stop_many")).hasSize(2);
        assertThat(Duration.between(report.begun(), report.ended()))
                .isBetween(Duration.ofSeconds(660), Duration.ofSeconds(700));
    }

    @Test
    void what_waits_is_moved_in_its_order_and_comes_back_in_its_order() {
        String old = stage.queue("old");
        String fresh = stage.queue("fresh");
        List<String> tasks =
                List.of(stage.waiting("a task", old), stage.waiting("b task", old), stage.waiting("c task", old));
        Drain drain = stage.drain().moveWaitingTo(fresh).reason("new disks").build();
        DrainPlan plan = drain.plan(DrainScope.queue(old));
        assertThat(plan.toText())
                .contains("what waits is moved to queue " + fresh)
                .contains("no worker takes from queue " + fresh);
        DrainReport report = drain.apply(plan);
        assertThat(report.isComplete()).isTrue();
        assertThat(ids(report.with(Outcome.MOVED))).containsExactlyInAnyOrderElementsOf(tasks);
        assertThat(stage.entries(fresh)).isEqualTo(tasks);
        assertThat(stage.entries(old)).isEmpty();
        assertThat(stage.task(tasks.get(0)).statusReason()).contains("drained: new disks");
        assertThat(writes(stage.fake)).doesNotContain("tasks.dequeue", "tasks.dequeue_many");
        DrainReport undone = drain.undo(DrainScope.queue(old));
        assertThat(undone.isComplete()).isTrue();
        assertThat(ids(undone.with(Outcome.MOVED))).containsExactlyElementsOf(tasks);
        assertThat(stage.entries(old)).isEqualTo(tasks);
        assertThat(stage.entries(fresh)).isEmpty();
        assertThat(stage.tags(old)).isEmpty();
        assertThat(stage.task(tasks.get(0)).tags()).isEmpty();
        assertThat(undone.holds()).extracting(DrainHold::state).containsExactly(State.RELEASED);
    }

    @Test
    void a_task_that_an_agent_has_just_taken_is_not_moved_and_runs_once() {
        String old = stage.queue("old");
        String fresh = stage.queue("fresh");
        String taken = stage.waiting("a task", old);
        FakeAgent other = stage.agent("other", fresh);
        stage.clearml.call("queues.get_next_task", Repeat.UNSAFE, Map.of("queue", old));
        stage.meanwhile = () -> {
            if (stage.progress.size() == 2) {
                stage.clearml.call("tasks.started", Repeat.UNSAFE, Map.of("task", taken, "force", true));
            }
            assertThat(other.take()).isEmpty();
        };
        Drain drain = stage.drain().letRun(MINUTE).moveWaitingTo(fresh).build();
        DrainReport report = drained(drain, DrainScope.queue(old));
        assertThat(ids(report.with(Outcome.RUNNING))).containsExactly(taken);
        assertThat(stage.entries(fresh)).isEmpty();
        assertThat(stage.fake.recordedCalls("tasks.enqueue_many")).isEmpty();
    }

    @Test
    void what_comes_while_a_queue_is_drained_is_moved_too() {
        String old = stage.queue("old");
        String fresh = stage.queue("fresh");
        stage.waiting("a task", old);
        stage.meanwhile = () -> {
            if (stage.progress.size() == 2) {
                stage.waiting("b task", old);
            }
        };
        assertThat(drained(stage.drain().moveWaitingTo(fresh).build(), DrainScope.queue(old))
                        .with(Outcome.MOVED))
                .hasSize(2);
        assertThat(stage.entries(fresh)).hasSize(2);
    }

    @Test
    void an_undo_leaves_what_runs_by_now_and_what_others_have_put_elsewhere() {
        String old = stage.queue("old");
        String fresh = stage.queue("fresh");
        String third = stage.queue("third");
        String started = stage.waiting("a task", old);
        String elsewhere = stage.waiting("b task", old);
        Drain drain = stage.drain().moveWaitingTo(fresh).build();
        drained(drain, DrainScope.queue(old));
        stage.agent("other", fresh).take();
        stage.clearml.tasks().enqueue(elsewhere, third, Optional.of("mine"));
        DrainReport undone = drain.undo(DrainScope.queue(old));
        assertThat(undone.isComplete()).isTrue();
        assertThat(undone.with(Outcome.MOVED)).isEmpty();
        assertThat(stage.status(started)).isEqualTo(TaskStatus.IN_PROGRESS);
        assertThat(stage.entries(third)).containsExactly(elsewhere);
        assertThat(stage.entries(old)).isEmpty();
        assertThat(stage.task(started).tags()).isEmpty();
    }

    @Test
    void a_queue_that_others_hold_stays_held_after_an_undo_and_one_that_was_forced_on_is_on_again() {
        String off = stage.queue("off");
        String on = stage.queue("on again");
        tag(off, "mine", "force_workers:off");
        tag(on, "force_workers:on");
        Drain drain = stage.drain().build();
        assertThat(drained(drain, DrainScope.queue(off)).holds())
                .extracting(DrainHold::state)
                .containsExactly(State.HELD_BY_OTHERS);
        drained(drain, DrainScope.queue(on));
        assertThat(stage.tags(on)).contains("force_workers:off").doesNotContain("force_workers:on");
        drain.undo(DrainScope.queue(off));
        drain.undo(DrainScope.queue(on));
        assertThat(stage.tags(off)).containsExactly("mine", "force_workers:off");
        assertThat(stage.tags(on)).containsExactly("force_workers:on");
    }

    private void tag(String queue, String... tags) {
        stage.clearml
                .queues()
                .update(UpdateQueue.builder().queue(queue).tags(List.of(tags)).build());
    }

    @Test
    void a_worker_of_an_enterprise_server_takes_no_more_and_takes_again_after_an_undo() {
        String gpus = stage.queue("gpus");
        String first = stage.waiting("a task", gpus);
        stage.waiting("b task", gpus);
        FakeAgent drained = stage.agent("host:gpu0", gpus);
        FakeAgent other = stage.agent("host:gpu1", gpus);
        drained.take();
        stage.meanwhile = () -> {
            drained.poll();
            assertThat(drained.take()).isEmpty();
        };
        Drain drain = stage.drain().letRun(MINUTE).thenStop().build();
        DrainReport report = drained(drain, DrainScope.worker("host:gpu0"));
        assertThat(report.isComplete()).isTrue();
        assertThat(ids(report.with(Outcome.STOPPED))).containsExactly(first);
        assertThat(other.take()).isPresent();
        stage.waiting("c task", gpus);
        assertThat(drain.undo(DrainScope.worker("host:gpu0")).isComplete()).isTrue();
        assertThat(drained.take()).isPresent();
        assertThat(stage.clearml.workers().getRuntimeProperties("host:gpu0"))
                .containsEntry("runtime_properties", List.of());
        assertThat(writes(stage.fake)).doesNotContain("workers.unregister");
    }

    @Test
    void a_worker_that_the_server_does_not_list_is_not_called_idle() {
        assertThatThrownBy(() -> stage.drain().build().plan(DrainScope.worker("nobody")))
                .isInstanceOf(DrainException.class)
                .hasMessageContaining("the server lists no worker nobody");
        assertThatThrownBy(() -> stage.drain().build().plan(DrainScope.queue("nobody")))
                .isInstanceOf(InvalidIdException.class);
    }

    @Test
    void an_open_source_server_cannot_hold_one_worker_and_the_plan_says_so() {
        try (DrainStage open = new DrainStage(Edition.OPEN_SOURCE)) {
            String gpus = open.queue("gpus");
            open.agent("host:gpu0", gpus);
            Drain drain = open.drain().build();
            DrainPlan plan = drain.plan(DrainScope.worker("host:gpu0"));
            assertThat(plan.toText())
                    .contains("cannot  worker host:gpu0")
                    .contains("an open-source server has no call that keeps one worker from taking tasks");
            assertThat(drain.apply(plan).isComplete()).isTrue();
        }
    }

    @Test
    void the_work_of_a_project_and_of_those_below_it_ends_and_no_other() {
        String gpus = stage.queue("gpus");
        String above = stage.project("above");
        String below = stage.project("above/below");
        String other = stage.project("other");
        String mine = stage.waiting(stage.clearml, "a task", gpus, Map.of("project", below));
        String foreign = stage.waiting(stage.clearml, "b task", gpus, Map.of("project", other));
        stage.agent("one", gpus).take();
        stage.agent("two", gpus).take();
        String waits = stage.waiting(stage.clearml, "c task", gpus, Map.of("project", above));
        stage.meanwhile = () -> stage.agents.forEach(FakeAgent::poll);
        DrainReport report = drained(
                stage.drain().letRun(Duration.ZERO).thenStop().stopWaiting().build(), DrainScope.project(above));
        assertThat(report.isComplete()).isTrue();
        assertThat(ids(report.with(Outcome.STOPPED))).containsExactlyInAnyOrder(mine, waits);
        assertThat(report.holds()).extracting(DrainHold::state).containsExactly(State.CANNOT);
        assertThat(stage.status(foreign)).isEqualTo(TaskStatus.IN_PROGRESS);
        assertThat(stage.entries(gpus)).isEmpty();
    }

    @Test
    void what_waits_of_a_user_is_waited_for_unless_it_is_stopped_or_moved() {
        String gpus = stage.queue("gpus");
        FakeUser ann = stage.fake.addUser("Ann", Role.USER);
        String first;
        try (ClearMl hers = stage.fake.connect(ann)) {
            first = stage.waiting(hers, "a task", gpus, Map.of());
        }
        String foreign = stage.waiting("b task", gpus);
        FakeAgent agent = stage.agent("one", gpus);
        stage.meanwhile = () -> {
            if (stage.progress.size() == 2) {
                agent.take();
            } else if (stage.progress.size() == 4) {
                agent.complete(first);
            }
        };
        DrainReport report = drained(stage.drain().build(), DrainScope.user(ann.id()));
        assertThat(report.isComplete()).isTrue();
        assertThat(ids(report.with(Outcome.ENDED))).containsExactly(first);
        assertThat(stage.entries(gpus)).containsExactly(foreign);
    }

    @Test
    void a_tenant_is_drained_from_within_and_no_other_tenant_is() {
        String acme = stage.fake.addCompany("acme");
        FakeUser ann = stage.fake.addUser("Ann", Role.ADMIN, acme);
        String foreign = stage.waiting("b task", stage.queue("gpus"));
        try (ClearMl hers = stage.fake.connect(ann)) {
            String gpus =
                    hers.queues().create(CreateQueue.builder().name("gpus").build());
            String waits = stage.waiting(hers, "a task", gpus, Map.of());
            DrainReport report = drained(stage.drain().stopWaiting().build(), DrainScope.tenant(acme));
            assertThat(report.isComplete()).isTrue();
            assertThat(ids(report.with(Outcome.STOPPED))).containsExactly(waits);
            assertThat(hers.queues().getById(gpus).tags()).contains("force_workers:off");
            stage.drain().build().undo(DrainScope.tenant(acme));
            assertThat(hers.queues().getById(gpus).tags()).isEmpty();
        }
        assertThat(stage.status(foreign)).isEqualTo(TaskStatus.QUEUED);
        assertThatThrownBy(() -> stage.drain().build().plan(DrainScope.tenant(stage.fake.addCompany("empty"))))
                .isInstanceOf(DrainException.class)
                .hasMessageContaining("has no user to act as");
    }

    @Test
    void what_cannot_be_moved_is_refused_before_anything_is_written() {
        String gpus = stage.queue("gpus");
        Drain drain = stage.drain().moveWaitingTo(gpus).build();
        stage.agent("one", gpus);
        assertThatThrownBy(() -> drain.plan(DrainScope.queue(gpus)))
                .isInstanceOf(DrainException.class)
                .hasMessageContaining("which is to be drained itself");
        assertThatThrownBy(() -> drain.plan(DrainScope.worker("one")))
                .isInstanceOf(DrainException.class)
                .hasMessageContaining("moving is for queues, projects and users");
        assertThatThrownBy(() -> new DrainScope(DrainScope.Kind.PROJECT, " "))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_refused_call_ends_the_run_and_is_in_the_report_with_every_task() {
        String gpus = stage.queue("gpus");
        String id = stage.waiting("a task", gpus);
        stage.agent("one", gpus).take();
        Drain drain = stage.drain().letRun(Duration.ZERO).thenStop().build();
        DrainPlan plan = drain.plan(DrainScope.queue(gpus));
        stage.fake.inject(Fault.refusal(403, 0).on("tasks.stop_many").times(1));
        DrainReport report = drain.apply(plan);
        assertThat(report.isComplete()).isFalse();
        assertThat(report.problem()).contains("tasks.stop_many: 403/0");
        assertThat(ids(report.with(Outcome.RUNNING))).containsExactly(id);
    }

    @Test
    void an_interrupt_ends_the_run_with_a_report_and_stays_set() {
        String gpus = stage.queue("gpus");
        stage.waiting("a task", gpus);
        stage.agent("one", gpus).take();
        stage.meanwhile = () -> Thread.currentThread().interrupt();
        DrainReport report = drained(stage.drain().build(), DrainScope.queue(gpus));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.isComplete()).isFalse();
        assertThat(report.problem()).contains("until the thread was interrupted");
        assertThat(report.tasks()).hasSize(1);
    }
}
