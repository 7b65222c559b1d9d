package io.clearmladmin.testkit.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.errors.ForbiddenException;
import io.clearmladmin.events.CompanyInventory;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.FailedTenant;
import io.clearmladmin.events.InventoryProgress;
import io.clearmladmin.events.InventoryReport;
import io.clearmladmin.events.TenantEvents;
import io.clearmladmin.house.TestClock;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.InMemoryEventSink;
import io.clearmladmin.testkit.calls.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** An inventory publishes each tenant once, and says when it is whole. */
class CompanyInventoryTest {

    private final TestClock clock = new TestClock();
    private final FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
    private final ClearMl clearml = fake.connect();
    private final InMemoryEventSink sink = new InMemoryEventSink();

    @AfterEach
    void stop() {
        clearml.close();
        fake.close();
    }

    private CompanyInventory.Builder inventory() {
        return inventory(sink);
    }

    private CompanyInventory.Builder inventory(InMemoryEventSink sink) {
        return CompanyInventory.builder(clearml, sink).clock(clock);
    }

    private String tenant(String name, Map<String, ?> fields) {
        String id = fake.addCompany(name);
        clearml.system().updateCompanyCustomEventsConfig(id, fields);
        return id;
    }

    private List<String> tenants(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> tenant("team-" + i, Map.of("service_instance_id", "s" + i)))
                .toList();
    }

    private Event closing() {
        return sink.events(TenantEvents.INVENTORY_COMPLETE).get(0);
    }

    @Test
    void each_tenant_with_custom_events_is_published_with_its_own_fields() throws Exception {
        Map<String, Object> fields =
                Map.of("service_instance_id", "f3b0", "parameters_connection_points", List.of("eu-1"), "any_other", 7);
        String vision = tenant("Vision", fields);
        fake.addCompany("without custom events");
        fake.addUser("Ann", Role.ADMIN, vision);
        fake.addUser("Bob", Role.USER, vision);
        fake.addUser("Cid", Role.USER, vision);

        InventoryReport report = inventory().build().run();

        assertThat(report.isComplete()).isTrue();
        assertThat(report.published()).isEqualTo(1);
        Event event = sink.events(TenantEvents.PRESENT).get(0);
        assertThat(event.tenant()).isEqualTo(vision);
        assertThat(event.subject()).isEqualTo("tenant/" + vision);
        assertThat(event.kind()).isEqualTo(Event.Kind.INVENTORY);
        assertThat(event.time()).isEqualTo(TestClock.START);
        assertThat(event.data())
                .containsEntry("fields", fields)
                .containsEntry("name", "Vision")
                .containsEntry("users", Map.of("admin", 1, "user", 2));
        assertThat(closing().data()).containsEntry("count", 1).containsEntry("failed", 0);
        assertThat(closing().data()).containsEntry("run", TestClock.START.toString());
        for (Event each : sink.events()) {
            Schemas.assertFits(each);
        }
    }

    @Test
    void a_tenant_with_odd_data_is_reported_in_the_report_and_does_not_stop_the_rest() {
        String vision = tenant("Vision", Map.of("a", 1));
        String audio = tenant("Audio", Map.of("a", 1));
        fake.stub("system.get_companies", call -> {
            Map<String, Object> noId = new LinkedHashMap<>();
            noId.put("id", null);
            noId.put("name", "Lost");
            return Map.of("companies", List.of(Map.of("id", vision), noId, Map.of("id", audio)));
        });
        fake.stub("system.get_company_custom_events_config", call -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("none", null);
            fields.put("inner", Arrays.asList("x", null));
            fields.put("number", audio.equals(call.body().get("company")) ? Double.NaN : 0.5);
            return Map.of("fields", fields);
        });

        InventoryReport report = inventory().build().run();

        assertThat(report.published()).isEqualTo(1);
        assertThat(sink.events(TenantEvents.PRESENT).get(0).data())
                .containsEntry("fields", Map.of("inner", List.of("x"), "number", 0.5));
        assertThat(report.failed())
                .extracting(FailedTenant::toString)
                .containsExactlyInAnyOrder(
                        "(no id) 'Lost': the server lists it without an id; look for it in the server's database",
                        audio + ": fields.number: must be a text, finite number, boolean, list or map, got a Double");
        assertThat(closing().data()).containsEntry("failed", 2);
    }

    @Test
    void an_older_server_counts_no_users() throws Exception {
        try (FakeClearMl older = FakeClearMl.builder()
                        .edition(Edition.ENTERPRISE)
                        .without("tenants.get_tenant_info")
                        .start();
                ClearMl client = older.connect()) {
            client.system().updateCompanyCustomEventsConfig(older.addCompany("Vision"), Map.of("a", "b"));
            assertThat(CompanyInventory.builder(client, sink).build().run().isComplete())
                    .isTrue();
        }
        assertThat(sink.events(TenantEvents.PRESENT).get(0).data()).doesNotContainKey("users");
        Schemas.assertFits(sink.events(TenantEvents.PRESENT).get(0));
    }

    @Test
    void a_tenant_that_fails_is_named_and_the_rest_is_published() {
        List<String> tenants = tenants(5);
        fake.inject(Fault.refusal(400, 10)
                .on("system.get_company_custom_events_config")
                .after(2)
                .times(1));

        InventoryReport report = inventory().parallelism(1).build().run();

        assertThat(report.isComplete()).isFalse();
        assertThat(report.published()).isEqualTo(4);
        assertThat(report.failed()).extracting(FailedTenant::id).containsExactly(tenants.get(2));
        assertThat(report.toString()).contains("team-2").contains("1 failed");
        assertThat(closing().data()).containsEntry("count", 4).containsEntry("failed", 1);

        InventoryReport again = inventory().build().run(report.start());

        assertThat(again.isComplete()).isTrue();
        assertThat(sink.unique().values())
                .filteredOn(event -> event.type().equals(TenantEvents.PRESENT))
                .hasSize(5);
        assertThat(sink.unique().values())
                .filteredOn(event -> event.type().equals(TenantEvents.INVENTORY_COMPLETE))
                .extracting(event -> event.data().get("failed"))
                .containsExactly(1, 0);
    }

    @Test
    void a_repeated_run_has_the_same_ids() {
        tenants(7);
        InventoryReport first = inventory().build().run();
        List<UUID> ids = sink.events().stream().map(Event::id).sorted().toList();
        sink.clear();
        clock.forward(java.time.Duration.ofHours(1));
        inventory().build().run(first.start());
        assertThat(sink.events().stream().map(Event::id).sorted().toList()).isEqualTo(ids);
    }

    @Test
    void a_batch_that_the_sink_does_not_take_is_named_event_by_event() {
        tenants(3);
        sink.failNext(1);
        InventoryReport report = inventory().build().run();
        assertThat(report.failed())
                .hasSize(3)
                .allMatch(tenant -> tenant.reason().startsWith("NOT_EMITTED"));
        assertThat(report.published()).isZero();
        assertThat(closing().data()).containsEntry("count", 0).containsEntry("failed", 3);
    }

    @Test
    void an_end_that_cannot_be_published_is_reported() {
        tenants(1);
        sink.refuse(event -> event.type().equals(TenantEvents.INVENTORY_COMPLETE));
        InventoryReport report = inventory().build().run();
        assertThat(report.isComplete()).isFalse();
        assertThat(report.unclosed()).isPresent();
        assertThat(report.published()).isEqualTo(1);
    }

    @Test
    void tenants_without_fields_and_with_odd_ones_are_published_as_they_are() {
        String none = tenant("no fields", Map.of());
        Map<String, Object> nested = Map.of("a", Map.of("b", List.of(1, Map.of("c", true))));
        tenant("nested", nested);
        tenant("large", Map.of("text", "x".repeat(1 << 20)));

        InventoryReport report = inventory().build().run();

        assertThat(report.isComplete()).isTrue();
        assertThat(report.withoutFields()).containsExactly(none);
        assertThat(sink.events(TenantEvents.PRESENT))
                .hasSize(3)
                .anySatisfy(event -> assertThat(event.data().get("fields")).isEqualTo(nested));
    }

    @Test
    void large_events_go_in_batches_by_their_bytes() {
        IntStream.range(0, 8).forEach(i -> tenant("large-" + i, Map.of("text", "x".repeat(300_000))));
        inventory().parallelism(1).build().run();
        assertThat(sink.batches()).isEqualTo(4); // three of 3, 3 and 2 events, and the end
    }

    @Test
    void a_run_is_one_snapshot_with_its_end_last() {
        tenants(7);
        InMemoryEventSink whole = InMemoryEventSink.wholeSnapshots();
        InventoryReport report = inventory(whole).build().run();
        assertThat(report.isComplete()).isTrue();
        assertThat(report.published()).isEqualTo(7);
        assertThat(whole.snapshots()).hasSize(1);
        List<Event> snapshot = whole.snapshots().get(0);
        assertThat(snapshot).hasSize(8);
        assertThat(snapshot.subList(0, 7))
                .allMatch(event -> Integer.valueOf(1).equals(event.data().get("part")));
        assertThat(snapshot.get(7).data()).containsEntry("parts", 1).containsEntry("count", 7);
    }

    @Test
    void a_run_larger_than_the_bound_is_published_in_parts_and_its_end_says_how_many() throws Exception {
        tenants(8);
        InMemoryEventSink whole = InMemoryEventSink.wholeSnapshots();
        InventoryReport report = inventory(whole).maxPartEvents(3).build().run();
        assertThat(report.isComplete()).isTrue();
        assertThat(whole.snapshots()).extracting(List::size).containsExactly(3, 3, 3); // the last: two and the end
        for (int part = 0; part < 3; part++) {
            Object number = part + 1;
            assertThat(whole.snapshots().get(part))
                    .filteredOn(event -> event.type().equals(TenantEvents.PRESENT))
                    .allMatch(event -> number.equals(event.data().get("part")));
        }
        Event end = whole.snapshots().get(2).get(2);
        assertThat(end.data())
                .containsEntry("parts", 3)
                .containsEntry("count", 8)
                .containsEntry("failed", 0);
        for (Event each : whole.events()) {
            Schemas.assertFits(each);
        }
    }

    @Test
    void no_more_than_a_part_is_held_in_memory() {
        IntStream.range(0, 6).forEach(i -> tenant("large-" + i, Map.of("text", "x".repeat(300_000))));
        List<InventoryProgress> seen = new ArrayList<>();
        InventoryReport report = inventory(InMemoryEventSink.wholeSnapshots())
                .parallelism(1)
                .maxPartBytes(700_000)
                .progress(seen::add)
                .build()
                .run();
        assertThat(report.published()).isEqualTo(6);
        assertThat(seen).allMatch(step -> step.read() - step.published() <= 2);
    }

    @Test
    void a_tenant_that_is_refused_is_named_and_the_rest_is_published_as_a_whole() {
        List<String> tenants = tenants(5);
        InMemoryEventSink whole = InMemoryEventSink.wholeSnapshots();
        whole.refuse(event -> event.tenant().equals(tenants.get(2)));
        InventoryReport report = inventory(whole).build().run();
        assertThat(report.failed()).extracting(FailedTenant::id).containsExactly(tenants.get(2));
        assertThat(report.failed().get(0).reason()).startsWith("REFUSED").contains("set to refuse");
        assertThat(report.failed().get(0).name()).isEqualTo("team-2");
        assertThat(report.published()).isEqualTo(4);
        assertThat(report.unclosed()).isEmpty();
        assertThat(whole.snapshots()).hasSize(1);
        assertThat(whole.snapshots().get(0).get(4).data())
                .containsEntry("count", 4)
                .containsEntry("failed", 1);
    }

    @Test
    void a_snapshot_that_is_not_published_leaves_nothing_and_its_repetition_is_whole() {
        tenants(5);
        InMemoryEventSink whole = InMemoryEventSink.wholeSnapshots();
        whole.failNext(1);
        InventoryReport report = inventory(whole).build().run();
        assertThat(whole.events()).isEmpty();
        assertThat(report.published()).isZero();
        assertThat(report.unclosed()).hasValue("it was set to fail");
        assertThat(report.failed())
                .hasSize(5)
                .allMatch(tenant -> tenant.reason().startsWith("NOT_EMITTED"));
        assertThat(inventory(whole).build().run(report.start()).isComplete()).isTrue();
        assertThat(whole.snapshots()).extracting(List::size).containsExactly(6);
    }

    @Test
    void a_snapshot_of_unknown_fate_is_said_to_be_and_may_be_repeated() {
        tenants(5);
        InMemoryEventSink whole = InMemoryEventSink.wholeSnapshots();
        whole.loseAnswers(1);
        InventoryReport report = inventory(whole).build().run();
        assertThat(report.failed())
                .hasSize(5)
                .allMatch(tenant -> tenant.reason().startsWith("UNKNOWN"));
        assertThat(inventory(whole).build().run(report.start()).isComplete()).isTrue();
        assertThat(whole.events()).hasSize(12);
        assertThat(whole.unique()).hasSize(6);
    }

    @Test
    void a_part_that_is_not_published_does_not_stop_the_others() {
        tenants(6);
        InMemoryEventSink whole = InMemoryEventSink.wholeSnapshots();
        whole.failNext(1);
        InventoryReport report = inventory(whole).maxPartEvents(2).build().run();
        assertThat(report.failed()).hasSize(2);
        assertThat(report.published()).isEqualTo(4);
        assertThat(whole.snapshots()).extracting(List::size).containsExactly(2, 3);
        assertThat(whole.snapshots().get(1).get(2).data())
                .containsEntry("parts", 3)
                .containsEntry("count", 4)
                .containsEntry("failed", 2);
    }

    @Test
    void a_snapshot_whose_end_is_refused_is_not_published() {
        tenants(2);
        InMemoryEventSink whole = InMemoryEventSink.wholeSnapshots();
        whole.refuse(event -> event.type().equals(TenantEvents.INVENTORY_COMPLETE));
        InventoryReport report = inventory(whole).build().run();
        assertThat(whole.events()).isEmpty();
        assertThat(report.failed())
                .hasSize(2)
                .allMatch(tenant -> tenant.reason().contains("inventory.complete"));
        assertThat(report.unclosed()).isPresent();
    }

    @Test
    void a_refused_tenant_holds_up_no_other_one_of_its_part_where_the_sink_publishes_in_batches() {
        List<String> tenants = tenants(4);
        sink.refuse(event -> event.tenant().equals(tenants.get(0)));
        InventoryReport report =
                inventory().parallelism(1).maxPartEvents(2).build().run();
        assertThat(report.failed()).extracting(FailedTenant::id).containsExactly(tenants.get(0));
        assertThat(sink.events(TenantEvents.PRESENT))
                .extracting(Event::tenant)
                .containsExactlyElementsOf(tenants.subList(1, 4));
        assertThat(closing().data()).containsEntry("count", 3).containsEntry("failed", 1);
    }

    @Test
    void a_server_without_such_tenants_has_an_empty_inventory() {
        InventoryReport report = inventory().build().run();
        assertThat(report.isComplete()).isTrue();
        assertThat(sink.events()).hasSize(1);
        assertThat(closing().data()).containsEntry("count", 0);
    }

    @Test
    void a_failed_listing_publishes_nothing() {
        tenants(2);
        try (ClearMl user = fake.connect(fake.addUser("Eve", Role.USER))) {
            assertThatThrownBy(
                            () -> CompanyInventory.builder(user, sink).build().run())
                    .isInstanceOf(ForbiddenException.class);
        }
        assertThat(sink.events()).isEmpty();
    }

    @Test
    void progress_reaches_the_end() {
        tenants(20);
        List<InventoryProgress> seen = new ArrayList<>();
        inventory().progress(seen::add).build().run();
        assertThat(seen.get(seen.size() - 1)).isEqualTo(new InventoryProgress(20, 20, 0, 20));
        assertThat(seen).allMatch(step -> step.listed() == 20 && step.read() >= step.published());
    }

    @RepeatedTest(20)
    void an_interrupt_ends_the_run_and_its_threads() {
        tenants(10);
        Thread caller = Thread.currentThread();
        AtomicBoolean isFirst = new AtomicBoolean(true);
        CompanyInventory inventory = inventory()
                .progress(step -> {
                    if (isFirst.getAndSet(false)) {
                        caller.interrupt();
                    }
                })
                .build();
        assertThatThrownBy(inventory::run).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(sink.events(TenantEvents.INVENTORY_COMPLETE)).isEmpty();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("clearml-inventory"));
    }

    @Test
    void what_can_never_work_is_refused_by_name() {
        assertThatThrownBy(() -> inventory().source(" ")).hasMessageContaining("source");
        assertThatThrownBy(() -> inventory().parallelism(0)).hasMessageContaining("parallelism");
        assertThatThrownBy(() -> inventory().parallelism(65)).hasMessageContaining("parallelism");
        assertThatThrownBy(() -> inventory().maxPartEvents(0)).hasMessageContaining("maxPartEvents");
        assertThatThrownBy(() -> inventory().maxPartBytes(0)).hasMessageContaining("maxPartBytes");
        assertThatThrownBy(() -> inventory().emitTimeout(java.time.Duration.ZERO))
                .hasMessageContaining("emitTimeout");
    }
}
