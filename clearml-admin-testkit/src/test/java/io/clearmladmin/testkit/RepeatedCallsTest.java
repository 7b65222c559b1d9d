package io.clearmladmin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.calls.CallEvent;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.UnauthorizedException;
import io.clearmladmin.house.TestClock;
import io.clearmladmin.testkit.EndpointTable.Row;
import io.clearmladmin.testkit.calls.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A call whose first answer is lost is sent again where its endpoint is SAFE. Meanwhile somebody else changes the server.
 * In the end everything is as if the call had been sent once, at last: what the server holds, and what the caller gets.
 */
class RepeatedCallsTest {

    private static final Set<String> CHANGES = Set.of("create", "set", "count", "move", "status");
    // No read of the fake shows what these do.
    private static final Set<String> WITHOUT_A_TRACE = Set.of(
            "apps.set_hub_token",
            "auth.logout",
            "auth.reload_config",
            "login.logout",
            "organization.update_company_logo",
            "resources.enable_policy_manager",
            "server.report_stats_option"); // which answers its state itself
    // Between two sends of these somebody must start the task, which is an agent's call: TasksOfTheFakeTest has it.
    private static final Set<String> RACES_WITH_AGENTS = Set.of(
            "tasks.stop",
            "tasks.stop_many",
            "tasks.stopped",
            "tasks.failed",
            "tasks.close",
            "tasks.completed",
            "tasks.reset",
            "tasks.reset_many");
    // What a second send answers, or does, is not documented, or the fake has no tasks that would show it.
    private static final Set<String> UNDOCUMENTED = Set.of(
            "auth.revoke_router_tokens",
            "auth.set_credentials",
            "events.delete_for_model",
            "organization.allow_project_workloads",
            "organization.delete_usage_configuration",
            "resources.move_policy",
            "system.copy_tasks",
            "system.update_company_settings",
            "routers.unregister",
            "tenants.delete_tenant",
            "tenants.delete_tenant_variable_override",
            "users.update_service_user",
            "variables.set_global_vars",
            "workers.listener_unregister",
            "workers.set_resource_thresholds",
            "workers.set_runtime_properties",
            "workers.unregister");

    private static final Pattern SUBJECT = Pattern.compile("\"(\\$\\w+)\"");

    private static FakeClearMl fake;

    /** What somebody else does in between. */
    private record Change(String name, List<Row> calls) {

        static Change of(String name, Stream<Row> calls) {
            return new Change(name, calls.toList());
        }

        void run(Scene scene) {
            calls.forEach(row -> scene.answer(scene.theirs(), row, "theirs"));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** What remains and is returned. */
    private record Outcome(String answer, Map<String, String> state) {}

    @BeforeAll
    static void start() {
        fake = FakeClearMl.builder()
                .edition(Edition.ENTERPRISE)
                .clock(new TestClock(Instant.now()))
                .start();
    }

    @AfterAll
    static void stop() {
        fake.close();
    }

    private static Stream<Row> safe() {
        return EndpointTable.ROWS.stream().filter(Row::isSafe);
    }

    static Stream<Row> sets() {
        return safe().filter(row -> row.kind().equals("set"));
    }

    static Stream<Row> unsafe() {
        return EndpointTable.ROWS.stream().filter(row -> !row.isSafe());
    }

    private static Stream<Row> ofKinds(Row row, Set<String> kinds) {
        return EndpointTable.of(row.service()).filter(other -> kinds.contains(other.kind()));
    }

    private static Stream<Change> changes(Row row) {
        Change change = Change.of("others add and change", ofKinds(row, CHANGES));
        // Of a read that follows a deletion, one is like the other.
        if (row.kind().equals("read")) {
            return Stream.of(change);
        }
        Change delete = Change.of("others delete", ofKinds(row, Set.of("delete")));
        return row.kind().equals("set")
                ? Stream.of(change, delete, Change.of("another sets it otherwise", Stream.of(row)))
                : Stream.of(change, delete);
    }

    static Stream<Arguments> repetitions() {
        return safe().flatMap(row -> changes(row).map(change -> Arguments.of(row, change)));
    }

    static Stream<Arguments> pairs() {
        return safe().flatMap(row -> ofKinds(row, Set.of("create", "set", "count", "move", "status", "delete"))
                .map(other -> Arguments.of(row, Change.of(other.endpoint(), Stream.of(other)))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("repetitions")
    void a_safe_call_that_was_repeated_leaves_and_answers_what_one_send_would_have(Row row, Change change) {
        assertThat(repeated(row, change)).isEqualTo(once(row, change));
    }

    @Tag("long")
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("pairs")
    void so_it_does_with_every_single_write_of_its_service_in_between(Row row, Change change) {
        assertThat(repeated(row, change)).isEqualTo(once(row, change));
    }

    private static Outcome once(Row row, Change change) {
        try (Scene scene = new Scene(fake, row.service());
                ClearMl ours = Scene.connect(fake, attempt -> {})) {
            change.run(scene);
            return new Outcome(scene.answer(ours, row, "ours"), scene.state());
        }
    }

    private static Outcome repeated(Row row, Change change) {
        try (Scene scene = new Scene(fake, row.service())) {
            Interruption interruption = new Interruption(row.endpoint(), () -> change.run(scene));
            try (ClearMl ours = Scene.connect(fake, interruption)) {
                ours.claims();
                interruption.isArmed = true;
                fake.inject(Fault.cutResponse().on(row.endpoint()).times(1));
                String answer = scene.answer(ours, row, "ours");
                assertThat(interruption.attempts.get())
                        .as("attempts of %s", row)
                        .isGreaterThanOrEqualTo(2);
                return new Outcome(answer, scene.state());
            }
        }
    }

    /** Runs something after the first attempt of a call, which failed, and before the second. */
    private static final class Interruption implements Consumer<CallEvent> {

        private final String endpoint;
        private final Runnable change;
        private final AtomicInteger attempts = new AtomicInteger();
        private boolean isArmed;

        Interruption(String endpoint, Runnable change) {
            this.endpoint = endpoint;
            this.change = change;
        }

        @Override
        public void accept(CallEvent attempt) {
            if (isArmed && attempt.endpoint().equals(endpoint) && attempts.incrementAndGet() == 1) {
                assertThat(attempt.failure()).isPresent();
                change.run();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void what_a_set_does_is_seen_by_these_tests(Row row) {
        try (Scene scene = new Scene(fake, row.service())) {
            Map<String, String> before = scene.state();
            scene.answer(scene.theirs(), row, "ours");
            if (WITHOUT_A_TRACE.contains(row.endpoint())) {
                assertThat(scene.state()).isEqualTo(before);
            } else {
                assertThat(scene.state()).isNotEqualTo(before);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("unsafe")
    void an_unsafe_call_that_were_repeated_would_leave_or_answer_something_else(Row row) {
        if (RACES_WITH_AGENTS.contains(row.endpoint())) {
            return;
        }
        // What several do may hide what one of them shows.
        Stream<Change> single = ofKinds(row, CHANGES).map(other -> Change.of(other.endpoint(), Stream.of(other)));
        boolean differs = Stream.of(Stream.of(new Change("nothing", List.of())), changes(row), single)
                .flatMap(changes -> changes)
                .anyMatch(change -> !twice(row, change).equals(once(row, change)));
        assertThat(differs).isEqualTo(!UNDOCUMENTED.contains(row.endpoint()));
    }

    private static Outcome twice(Row row, Change change) {
        try (Scene scene = new Scene(fake, row.service());
                ClearMl ours = Scene.connect(fake, attempt -> {})) {
            scene.answer(ours, row, "ours");
            change.run(scene);
            return new Outcome(scene.answer(ours, row, "ours"), scene.state());
        }
    }

    @ParameterizedTest
    @MethodSource("unsafe")
    void the_read_that_is_to_settle_an_unsafe_call_answers_otherwise_after_it(Row row) {
        String verifyWith = row.line().verifyWith();
        // What is copied to another tenant, the system user's own listing does not show.
        if (verifyWith.isEmpty() || row.endpoint().equals("system.copy_tasks")) {
            return;
        }
        Row read = EndpointTable.row(verifyWith);
        try (Scene scene = new Scene(fake, row.service())) {
            String before = settled(scene, row, read);
            assertThat(scene.answer(scene.theirs(), row, "ours")).doesNotStartWith("refused");
            assertThat(settled(scene, row, read)).isNotEqualTo(before);
        }
    }

    private static String settled(Scene scene, Row row, Row read) {
        return switch (row.endpoint()) {
            case "queues.add_task" -> scene.answer(scene.theirs(), read, "ours");
            case "users.create" -> scene.answer(scene.theirs(), read, "{\"user\":\"$word\"}", "ours");
            case "resources.disconnect_policy_profile" ->
                scene.answer(scene.theirs(), read, "{\"queue\":\"$policy_queue\"}", "ours");
            case "tenants.add_tenant_admin_credentials" ->
                scene.theirs()
                        .impersonating(scene.name("admin"))
                        .auth()
                        .getCredentials()
                        .toString();
            case "auth.set_credentials" -> loggedIn(scene);
            default -> scene.answer(scene.theirs(), read, bodyAbout(row, read), "ours");
        };
    }

    // The read is asked about what the call was about.
    private static String bodyAbout(Row row, Row read) {
        Matcher subject = SUBJECT.matcher(row.body());
        boolean isAboutOne = Set.of("tasks", "projects", "models").contains(row.service());
        return isAboutOne && subject.find()
                ? SUBJECT.matcher(read.body()).replaceFirst(Matcher.quoteReplacement("\"" + subject.group(1) + "\""))
                : read.body();
    }

    private static String loggedIn(Scene scene) {
        try {
            return scene.theirs()
                    .withCredentials(scene.user.id(), Secret.of("ours"))
                    .claims()
                    .identity()
                    .toString();
        } catch (UnauthorizedException refused) {
            return "refused";
        }
    }

    static List<Row> all() {
        return EndpointTable.ROWS;
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_call_of_the_table_is_carried_out_on_its_scene(Row row) {
        try (Scene scene = new Scene(fake, row.service())) {
            assertThat(scene.answer(scene.theirs(), row, "ours")).doesNotStartWith("refused");
        }
    }
}
