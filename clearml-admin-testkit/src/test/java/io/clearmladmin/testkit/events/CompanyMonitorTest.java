package io.clearmladmin.testkit.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.events.CompanyChanges;
import io.clearmladmin.events.CompanyMonitor;
import io.clearmladmin.events.EmptyListingException;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventsNotEmittedException;
import io.clearmladmin.events.FailedTenant;
import io.clearmladmin.house.TestClock;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.InMemoryJournal;
import io.clearmladmin.testkit.calls.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A monitor publishes each change once: no more, no less, and whatever fails in between. */
class CompanyMonitorTest {

    private static final String FIELDS = "system.get_company_custom_events_config";

    /** Two listings, and the fields of two tenants. */
    private static final int CALLS = 4;

    /** The tenants that the server lists. */
    private static final class Tenants {

        final Map<String, Map<String, Object>> listed = new LinkedHashMap<>();
        final Map<String, Map<String, Object>> fields = new LinkedHashMap<>();

        synchronized void put(String id, String name, boolean isActive) {
            listed.put(id, Map.of("id", id, "name", name, "active", isActive));
        }

        synchronized void remove(String id) {
            listed.remove(id);
            fields.remove(id);
        }

        synchronized Object list(Map<String, Object> query) {
            boolean onlyConfigured = Boolean.TRUE.equals(query.get("custom_events"));
            return Map.of(
                    "companies",
                    listed.values().stream()
                            .filter(tenant -> !onlyConfigured || fields.containsKey(tenant.get("id")))
                            .toList());
        }

        synchronized Object fields(Map<String, Object> query) {
            return Map.of("fields", fields.getOrDefault(query.get("company"), Map.of()));
        }
    }

    private final TestClock clock = new TestClock();
    private final FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
    private final ClearMl clearml = client();
    private final InMemoryJournal journal = new InMemoryJournal();
    private final Tenants tenants = new Tenants();

    CompanyMonitorTest() {
        fake.stub("system.get_companies", call -> tenants.list(call.body()));
        fake.stub(FIELDS, call -> tenants.fields(call.body()));
        tenants.put("a", "Audio", true);
        tenants.put("b", "Boats", true);
        tenants.put("c", "Cars", false);
        tenants.fields.put("a", Map.of("x", 1));
    }

    private ClearMl client() {
        ClearMl.Builder builder = ClearMl.builder()
                .apiUrl(fake.url())
                .credentials(
                        fake.systemUser().accessKey(),
                        fake.systemUser().secretKey().reveal());
        return builder.maxAttempts(1).build();
    }

    @AfterEach
    void stop() {
        clearml.close();
        fake.close();
    }

    private CompanyMonitor monitor(InMemoryJournal at) {
        return CompanyMonitor.builder(clearml, at)
                .source("7f1f9c0e")
                .clock(clock)
                .build();
    }

    private static List<String> lines(List<Event> events) {
        return events.stream().map(event -> event.type() + " " + event.tenant()).toList();
    }

    @Test
    void a_tenant_listed_without_an_id_may_be_any_so_that_none_is_published_as_gone() {
        monitor(journal).check();
        tenants.remove("b");
        Map<String, Object> noId = new LinkedHashMap<>();
        noId.put("id", null);
        tenants.listed.put("b", noId);
        tenants.put("a", "Sound", true);

        CompanyChanges changes = monitor(journal).check();

        assertThat(lines(changes.published())).containsExactly("tenant.renamed a");
        assertThat(changes.failed()).extracting(FailedTenant::id).containsExactly("");
        tenants.listed.remove("b");
        assertThat(lines(monitor(journal).check().published())).containsExactly("tenant.gone b");
    }

    /** Changes of every kind, and what is to be published of them. */
    private List<String> changeEverything() {
        tenants.put("a", "Audio and video", true);
        tenants.put("b", "Boats", false);
        tenants.put("d", "Drones", true);
        tenants.fields.put("d", Map.of("y", List.of(1, 2)));
        tenants.fields.put("a", Map.of("x", 2));
        tenants.remove("c");
        return List.of(
                "tenant.renamed a",
                "tenant.fields_changed a",
                "tenant.deactivated b",
                "tenant.appeared d",
                "tenant.gone c");
    }

    @Test
    void the_first_check_publishes_that_every_tenant_appeared_and_the_next_nothing() {
        CompanyMonitor monitor = monitor(journal);
        assertThat(lines(monitor.check().published()))
                .containsExactly("tenant.appeared a", "tenant.appeared b", "tenant.appeared c");
        assertThat(monitor.check().published()).isEmpty();
        assertThat(monitor(journal.restarted()).check().published()).isEmpty();
    }

    @Test
    void every_kind_of_change_is_published_with_the_state_after_it() throws Exception {
        CompanyMonitor monitor = monitor(journal);
        monitor.check();
        List<String> expected = changeEverything();
        List<Event> published = monitor.check().published();
        assertThat(lines(published)).isEqualTo(expected);
        assertThat(published.get(0).data())
                .containsEntry("name", "Audio and video")
                .containsEntry("previous_name", "Audio")
                .containsEntry("fields", Map.of("x", 1));
        assertThat(published.get(1).data())
                .containsEntry("fields", Map.of("x", 2))
                .containsEntry("changed", List.of("x"));
        assertThat(monitor.check().published()).isEmpty();
        tenants.put("b", "Boats", true);
        tenants.fields.remove("a");
        tenants.put("c", "Cars", true);
        List<Event> more = monitor.check().published();
        assertThat(lines(more)).containsExactly("tenant.fields_changed a", "tenant.activated b", "tenant.appeared c");
        assertThat(journal.published()).extracting(Event::id).doesNotHaveDuplicates();
        for (Event event : journal.published()) {
            Schemas.assertFits(event);
        }
    }

    @Test
    void what_came_and_went_and_came_within_a_tick_of_the_clock_has_ids_of_its_own() {
        monitor(journal).check();
        for (int i = 0; i < 3; i++) {
            tenants.remove("b");
            monitor(journal).check();
            tenants.put("b", "Boats", true);
            monitor(journal).check();
        }
        assertThat(journal.published()).hasSize(9).extracting(Event::id).doesNotHaveDuplicates();
        assertThat(journal.published()).extracting(Event::time).isSorted();
    }

    @Test
    void tenants_that_are_gone_are_forgotten_by_the_next_check() {
        CompanyMonitor monitor = monitor(journal);
        monitor.check();
        tenants.remove("b");
        monitor.check();
        assertThat(journal.remembered()).containsKey("tenant/b");
        monitor.check();
        assertThat(journal.remembered()).containsOnlyKeys("tenant/a", "tenant/c");
        assertThat(monitor(journal).check().published()).isEmpty();
    }

    static Stream<Arguments> faults() {
        return Stream.of(Fault.dropRequest(), Fault.cutResponse(), Fault.truncated(), Fault.gatewayError(502))
                .flatMap(fault ->
                        Stream.iterate(0, n -> n <= CALLS, n -> n + 1).map(n -> Arguments.of(fault.kind(), n, fault)));
    }

    @ParameterizedTest(name = "{0} after {1} calls")
    @MethodSource("faults")
    void a_failure_at_any_call_and_a_restart_publish_each_change_once(Fault.Kind kind, int after, Fault fault) {
        monitor(journal).check();
        int before = journal.published().size();
        List<String> expected = changeEverything();
        fake.inject(fault.after(after).times(1));

        InMemoryJournal current = journal.restarted();
        boolean isStruck;
        try {
            isStruck = !monitor(current).check().failed().isEmpty();
        } catch (ClearMlException crash) {
            isStruck = true;
            assertThat(current.published()).hasSize(before);
        }
        assertThat(isStruck).as("a check makes %s calls", CALLS).isEqualTo(after < CALLS);
        fake.clearFaults();
        current = current.restarted();
        monitor(current).check();

        assertThat(lines(current.published().subList(before, current.published().size())))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(monitor(current).check().published()).isEmpty();
    }

    @Test
    void a_crash_at_any_batch_of_the_journal_publishes_each_change_once() {
        for (int i = 0; i < 1200; i++) {
            tenants.put("many-" + i, "Many " + i, true);
        }
        List<String> expected = new ArrayList<>(List.of("tenant.appeared a", "tenant.appeared b", "tenant.appeared c"));
        for (int i = 0; i < 1200; i++) {
            expected.add("tenant.appeared many-" + i);
        }
        for (boolean isKept : List.of(true, false)) {
            InMemoryJournal at = new InMemoryJournal();
            CompanyMonitor monitor = monitor(at);
            if (isKept) {
                at.loseAnswers(1);
            } else {
                at.failNext(1);
            }
            assertThatThrownBy(monitor::check).isInstanceOf(EventsNotEmittedException.class);
            int published = at.published().size();
            assertThat(published).isEqualTo(isKept ? 500 : 0);
            assertThat(monitor.check().published()).hasSize(1203 - published);
            assertThat(lines(at.published())).isEqualTo(expected);
        }
    }

    @Test
    void a_rename_that_was_published_before_a_crash_does_not_hide_the_fields_that_were_not() {
        monitor(journal).check();
        String large = "x".repeat(700_000);
        tenants.put("a", large, true); // so that each event takes a batch of its own
        tenants.fields.put("a", Map.of("x", 2));
        journal.loseAnswers(1);
        assertThatThrownBy(() -> monitor(journal).check()).isInstanceOf(EventsNotEmittedException.class);
        assertThat(lines(monitor(journal).check().published())).containsExactly("tenant.fields_changed a");
    }

    @Test
    void an_empty_listing_is_not_believed() {
        CompanyMonitor monitor = monitor(journal);
        monitor.check();
        Map<String, Map<String, Object>> saved = new LinkedHashMap<>(tenants.listed);
        tenants.listed.clear();
        assertThatThrownBy(monitor::check)
                .isInstanceOf(EmptyListingException.class)
                .hasMessageContaining("3 were there");
        assertThat(journal.published()).hasSize(3);
        tenants.listed.putAll(saved);
        assertThat(monitor.check().published()).isEmpty();
    }

    @Test
    void an_empty_server_has_nothing_to_publish() {
        tenants.listed.clear();
        assertThat(monitor(journal).check().published()).isEmpty();
    }

    @Test
    void a_tenant_whose_fields_cannot_be_read_is_named_and_is_not_gone() {
        CompanyMonitor monitor = monitor(journal);
        monitor.check();
        List<String> expected = changeEverything();
        fake.inject(Fault.refusal(400, 10).on(FIELDS).times(2));
        CompanyChanges changes = monitor.check();
        assertThat(changes.failed()).extracting(FailedTenant::id).containsExactlyInAnyOrder("a", "d");
        assertThat(lines(changes.published())).containsExactly("tenant.deactivated b", "tenant.gone c");
        assertThat(lines(monitor.check().published()))
                .containsExactlyElementsOf(expected.stream()
                        .filter(line -> line.endsWith("a") || line.endsWith("d"))
                        .toList());
    }

    @Test
    void an_event_that_the_journal_refuses_does_not_hold_up_the_others() {
        journal.refuse(event -> event.tenant().equals("b"));
        CompanyChanges changes = monitor(journal).check();
        assertThat(lines(changes.published())).containsExactly("tenant.appeared a", "tenant.appeared c");
        assertThat(changes.failed())
                .singleElement()
                .satisfies(tenant ->
                        assertThat(tenant.toString()).contains("b 'Boats'").contains("refused"));
        journal.clearFaults();
        assertThat(lines(monitor(journal).check().published())).containsExactly("tenant.appeared b");
    }

    @Test
    void a_journal_that_cannot_be_restored_publishes_nothing() {
        journal.failRestores(1);
        CompanyMonitor monitor = monitor(journal);
        assertThatThrownBy(monitor::check).isInstanceOf(IllegalStateException.class);
        assertThat(journal.published()).isEmpty();
        assertThat(monitor.check().published()).hasSize(3);
    }

    @Test
    void numbers_that_only_differ_in_their_java_type_are_no_change() {
        monitor(journal).check();
        Event last = journal.published().get(0);
        InMemoryJournal other = new InMemoryJournal();
        Map<String, Object> data = new LinkedHashMap<>(last.data());
        data.put("fields", Map.of("x", 1.0d));
        other.record(
                List.of(new Event(
                        last.source(), last.kind(), last.type(), last.tenant(), last.subject(), last.time(), data)),
                java.time.Duration.ofSeconds(1));
        assertThat(lines(monitor(other).check().published())).containsExactly("tenant.appeared b", "tenant.appeared c");
    }

    @Test
    void an_empty_or_missing_source_is_refused_by_name() {
        assertThatThrownBy(() -> CompanyMonitor.builder(clearml, journal).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("source");
        assertThatThrownBy(() -> CompanyMonitor.builder(clearml, journal).source(""))
                .hasMessageContaining("source");
    }
}
