package io.clearmladmin.testkit.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.events.ApiServerSink;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventsNotEmittedException;
import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.events.EventsNotEmittedException.Fate;
import io.clearmladmin.house.TestClock;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events reach the API server, and of each that did not it is said what is known. */
class ApiServerSinkTest {

    private static final String ENDPOINT = "tenants.custom_events";
    private static final Duration TIME = Duration.ofSeconds(30);

    private final FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
    private final ClearMl clearml = fake.connect();

    @AfterEach
    void stop() {
        clearml.close();
        fake.close();
    }

    private ApiServerSink.Builder sink() {
        return ApiServerSink.builder(clearml, event -> event.type().replace('.', '_'));
    }

    private static Event event(int number, Map<String, Object> data) {
        return new Event(
                "test",
                Event.Kind.LIFECYCLE,
                "tenant.appeared",
                "t" + number,
                "tenant/t" + number,
                TestClock.START,
                data);
    }

    private static List<Event> events(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> event(i, Map.of("fields", Map.of("n", i))))
                .toList();
    }

    private static List<Failure> failures(ApiServerSink sink, List<Event> events, Duration time) {
        EventsNotEmittedException failed =
                catchThrowableOfType(EventsNotEmittedException.class, () -> sink.emit(events, time));
        assertThat(failed).isNotNull();
        return failed.failures();
    }

    private static Set<Fate> fates(List<Failure> failures) {
        return failures.stream().map(Failure::fate).collect(java.util.stream.Collectors.toSet());
    }

    @Test
    void an_event_is_sent_with_id_tenant_time_and_its_data() {
        Event event = event(1, Map.of("name", "Vision", "clearml_tenant", "another", "id", "forged"));
        try (ApiServerSink sink = sink().build()) {
            sink.emit(List.of(event), TIME);
        }
        assertThat(fake.customEvents())
                .containsExactly(Map.of(
                        "id",
                        event.id().toString(),
                        "clearml_tenant",
                        "t1",
                        "timestamp_millis",
                        TestClock.START.toEpochMilli(),
                        "name",
                        "Vision"));
        assertThat(fake.recordedCalls(ENDPOINT).get(0).body()).containsEntry("template_key", "tenant_appeared");
    }

    @Test
    void an_event_of_no_tenant_names_none() {
        Event closing = new Event(
                "test", Event.Kind.INVENTORY, "inventory.complete", "", "inventory/1", TestClock.START, Map.of());
        sink().build().emit(List.of(closing), TIME);
        assertThat(fake.customEvents().get(0)).doesNotContainKey("clearml_tenant");
    }

    @Test
    void events_go_in_batches_by_count_by_bytes_and_by_template() {
        sink().maxEvents(400).build().emit(events(1000), TIME);
        assertThat(fake.recordedCalls(ENDPOINT)).hasSize(3);
        assertThat(fake.customEvents()).hasSize(1000);
        sink().maxBytes(1000).build().emit(events(10), TIME);
        assertThat(fake.recordedCalls(ENDPOINT)).hasSizeGreaterThan(3 + 1);
        int before = fake.recordedCalls(ENDPOINT).size();
        ApiServerSink two = ApiServerSink.builder(
                        clearml, event -> event.tenant().endsWith("1") ? "one" : "two")
                .build();
        two.emit(events(20), TIME);
        assertThat(fake.recordedCalls(ENDPOINT).subList(before, before + 2))
                .extracting(call -> call.body().get("template_key"))
                .containsExactly("two", "one");
    }

    @Test
    void an_event_that_is_too_large_or_not_json_is_refused_and_the_others_are_sent() {
        List<Event> events = List.of(
                event(1, Map.of("text", "x".repeat(1 << 20))),
                event(2, Map.of()),
                event(3, Map.of("thread", new Object())));
        List<Failure> failures = failures(sink().build(), events, TIME);
        assertThat(failures).extracting(failure -> failure.event().tenant()).containsExactly("t1", "t3");
        assertThat(fates(failures)).containsExactly(Fate.REFUSED);
        assertThat(failures.get(0).reason()).contains("1048576");
        assertThat(fake.customEvents()).hasSize(1);
    }

    @Test
    void errors_that_name_ids_distinguish_the_events() {
        List<Event> events = events(4);
        String bad = events.get(2).id().toString();
        fake.stub(ENDPOINT, call -> Map.of("succeeded", 3, "errors", List.of("event " + bad + ": no such template")));
        List<Failure> failures = failures(sink().build(), events, TIME);
        assertThat(failures).singleElement().satisfies(failure -> {
            assertThat(failure.event()).isEqualTo(events.get(2));
            assertThat(failure.fate()).isEqualTo(Fate.NOT_EMITTED);
            assertThat(failure.reason()).contains("no such template");
        });
    }

    @Test
    void errors_that_name_nothing_leave_the_whole_batch_open() {
        fake.stub(ENDPOINT, call -> Map.of("succeeded", 3, "errors", List.of("template failed")));
        List<Failure> failures = failures(sink().build(), events(4), TIME);
        assertThat(failures).hasSize(4);
        assertThat(fates(failures)).containsExactly(Fate.UNKNOWN);
        assertThat(failures.get(0).reason()).contains("template failed");
        fake.stub(ENDPOINT, call -> Map.of());
        assertThat(fates(failures(sink().build(), events(4), TIME))).containsExactly(Fate.UNKNOWN);
    }

    @Test
    void a_lost_answer_is_unknown_and_nothing_is_sent_after_it() {
        fake.inject(Fault.cutResponse().on(ENDPOINT).times(1));
        List<Failure> failures = failures(sink().maxEvents(2).build(), events(6), TIME);
        assertThat(failures)
                .extracting(Failure::fate)
                .containsExactly(
                        Fate.UNKNOWN,
                        Fate.UNKNOWN,
                        Fate.NOT_EMITTED,
                        Fate.NOT_EMITTED,
                        Fate.NOT_EMITTED,
                        Fate.NOT_EMITTED);
        assertThat(fake.recordedCalls(ENDPOINT)).hasSize(1);
    }

    @Test
    void a_lost_answer_is_repeated_with_the_same_ids_if_configured_so() {
        fake.inject(Fault.cutResponse().on(ENDPOINT).times(2));
        List<Event> events = events(3);
        sink().repeatUnknown().build().emit(events, TIME);
        assertThat(fake.recordedCalls(ENDPOINT)).hasSize(3);
        assertThat(fake.customEvents())
                .extracting(event -> event.get("id"))
                .containsOnly(events.stream()
                        .map(event -> (Object) event.id().toString())
                        .toArray());
        fake.inject(Fault.cutResponse().on(ENDPOINT));
        assertThat(fates(failures(sink().repeatUnknown().build(), events, TIME)))
                .containsExactly(Fate.UNKNOWN);
    }

    @Test
    void what_the_server_refuses_is_refused_and_what_the_caller_may_not_is_not_emitted() {
        fake.inject(Fault.refusal(400, 12).on(ENDPOINT).times(1));
        assertThat(fates(failures(sink().build(), events(2), TIME))).containsExactly(Fate.REFUSED);
        try (ClearMl user = fake.connect(fake.addUser("Eve", Role.USER))) {
            ApiServerSink sink = ApiServerSink.builder(user, event -> "x").build();
            assertThat(fates(failures(sink, events(2), TIME))).containsExactly(Fate.NOT_EMITTED);
        }
        fake.inject(Fault.refusal(500, 100).on(ENDPOINT).times(1));
        assertThat(fates(failures(sink().build(), events(2), TIME))).containsExactly(Fate.UNKNOWN);
    }

    @Test
    void a_server_that_is_away_is_not_waited_for_beyond_the_deadline() {
        clearml.debug().ping();
        fake.inject(Fault.delay(Duration.ofSeconds(20)).on(ENDPOINT));
        long begin = System.nanoTime();
        List<Failure> failures = failures(sink().maxEvents(1).build(), events(3), Duration.ofMillis(500));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        assertThat(failures)
                .extracting(Failure::fate)
                .containsExactly(Fate.UNKNOWN, Fate.NOT_EMITTED, Fate.NOT_EMITTED);
    }

    @Test
    void a_closed_sink_and_an_empty_template_are_refused() {
        ApiServerSink sink = sink().build();
        sink.close();
        sink.close();
        assertThatThrownBy(() -> sink.emit(events(1), TIME)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() ->
                        ApiServerSink.builder(clearml, event -> " ").build().emit(events(1), TIME))
                .hasMessageContaining("templateKey");
    }
}
