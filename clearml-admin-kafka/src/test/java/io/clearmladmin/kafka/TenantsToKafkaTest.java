package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.events.CompanyChanges;
import io.clearmladmin.events.CompanyInventory;
import io.clearmladmin.events.CompanyMonitor;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.FailedTenant;
import io.clearmladmin.events.InventoryReport;
import io.clearmladmin.events.JournalFencedException;
import io.clearmladmin.events.TenantEvents;
import io.clearmladmin.kafka.KafkaSettings.Compression;
import io.clearmladmin.testkit.FakeClearMl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a reader of what is committed gets of the tenants of a server. */
class TenantsToKafkaTest {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final String UUID = "6f1c2b3a-0000-4000-8000-000000000003";
    private static final Map<String, Object> NESTED = Map.of("a", Map.of("b", List.of(1, Map.of("c", true))));

    private static EmbeddedKafka kafka;

    private final FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
    private final ClearMl clearml = fake.connect();

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @AfterEach
    void close() {
        clearml.close();
        fake.close();
    }

    // One partition, so that the order is that of the whole.
    private static KafkaSettings topics(KafkaSettings.Builder builder, String name) {
        KafkaSettings settings = EmbeddedKafka.topics(builder, name).build();
        Topics.create(settings, 1, 1, Samples.SOON);
        return settings;
    }

    private String tenant(String name, Map<String, ?> fields) {
        String id = fake.addCompany(name);
        clearml.system().updateCompanyCustomEventsConfig(id, fields);
        return id;
    }

    private InventoryReport inventory(KafkaSettings settings) {
        try (KafkaSink sink = KafkaSink.open(settings)) {
            return CompanyInventory.builder(clearml, sink)
                    .emitTimeout(Duration.ofSeconds(15))
                    .build()
                    .run(START);
        }
    }

    private static List<Event> read(KafkaSettings settings) {
        return Reader.events(settings, settings.inventoryTopic());
    }

    @Test
    void a_run_comes_in_one_piece_with_its_end_last_and_fields_as_they_are() {
        KafkaSettings settings = topics(kafka.plain(), "run");
        String nested = tenant("nested", NESTED);
        String none = tenant("none", Map.of());
        InventoryReport report = inventory(settings);
        assertThat(report.isComplete()).isTrue();
        assertThat(report.withoutFields()).containsExactly(none);
        List<Event> seen = read(settings);
        assertThat(seen).hasSize(3);
        assertThat(seen.get(2).type()).isEqualTo(TenantEvents.INVENTORY_COMPLETE);
        assertThat(seen.get(2).data()).containsEntry("count", 2).containsEntry("parts", 1);
        assertThat(seen)
                .filteredOn(event -> event.tenant().equals(nested))
                .extracting(event -> event.data().get("fields"))
                .containsExactly(NESTED);
        assertThat(seen)
                .filteredOn(event -> event.tenant().equals(none))
                .extracting(event -> event.data().get("fields"))
                .containsExactly(Map.of());
    }

    @Test
    void tenants_with_fields_over_the_limit_are_named_and_the_rest_comes_in_one_piece() {
        KafkaSettings settings = topics(kafka.plain(), "large-fields");
        String large = tenant("large", Map.of("text", "x".repeat(1 << 20)));
        String larger = tenant("larger", Map.of("text", "x".repeat(2 << 20)));
        tenant("small", NESTED);
        assertNamed(inventory(settings), large, larger);
        assertThat(read(settings)).hasSize(2);
        assertThat(read(settings).get(1).data()).containsEntry("count", 1).containsEntry("failed", 2);
    }

    @Test
    void tenants_with_fields_over_the_limit_of_the_broker_are_named_too() {
        KafkaSettings settings =
                topics(kafka.plain().maxRequestBytes(4 << 20).compression(Compression.NONE), "broker-fields");
        String large = tenant("large", Map.of("text", "x".repeat(1 << 20)));
        String larger = tenant("larger", Map.of("text", "x".repeat(2 << 20)));
        tenant("small", NESTED);
        InventoryReport report = inventory(settings);
        assertNamed(report, large, larger);
        assertThat(report.failed()).allMatch(failed -> failed.reason().contains("max.message.bytes"));
        assertThat(read(settings)).hasSize(2);
    }

    private static void assertNamed(InventoryReport report, String... tenants) {
        assertThat(report.published()).isEqualTo(1);
        assertThat(report.unclosed()).isEmpty();
        assertThat(report.failed()).extracting(FailedTenant::id).containsExactlyInAnyOrder(tenants);
        assertThat(report.failed()).allMatch(failed -> failed.reason().startsWith("REFUSED"));
    }

    @Test
    @Tag("long")
    void a_run_that_finds_no_topic_publishes_nothing_and_says_why() {
        KafkaSettings settings = EmbeddedKafka.topics(kafka.plain(), "no-topic")
                .transactionTimeout(Duration.ofSeconds(2))
                .build();
        tenant("small", NESTED);
        InventoryReport report = inventory(settings);
        assertThat(report.published()).isZero();
        assertThat(report.failed())
                .hasSize(1)
                .allMatch(failed -> failed.reason().startsWith("NOT_EMITTED"));
        assertThat(report.unclosed().orElse("")).contains("Nothing of the snapshot was published");
        Topics.create(settings, 1, 1, Samples.SOON);
        assertThat(inventory(settings).isComplete()).isTrue();
        assertThat(read(settings)).hasSize(2);
    }

    @Test
    void a_run_in_parts_has_the_number_of_each_and_its_end_names_them_all() {
        KafkaSettings settings = topics(kafka.plain(), "parts");
        for (int i = 0; i < 7; i++) {
            tenant("team-" + i, NESTED);
        }
        try (KafkaSink sink = KafkaSink.open(settings)) {
            assertThat(CompanyInventory.builder(clearml, sink)
                            .maxPartEvents(3)
                            .build()
                            .run(START)
                            .isComplete())
                    .isTrue();
        }
        List<Event> seen = read(settings);
        assertThat(seen).extracting(event -> event.data().get("part")).containsExactly(1, 1, 1, 2, 2, 2, 3, null);
        assertThat(seen.get(7).data()).containsEntry("parts", 3).containsEntry("count", 7);
    }

    @Test
    void a_monitor_names_the_tenant_whose_event_is_too_large_and_publishes_the_others_once() {
        KafkaSettings settings = topics(kafka.plain(), "monitored");
        String large = tenant("large", Map.of("text", "x".repeat(1 << 20)));
        String small = tenant("small", NESTED);
        try (KafkaJournal journal = KafkaJournal.open(settings, UUID)) {
            CompanyMonitor monitor = monitor(journal);
            CompanyChanges first = monitor.check();
            assertThat(first.failed()).extracting(FailedTenant::id).containsExactly(large);
            assertThat(first.failed().get(0).reason()).contains("refused").contains("maxRequestBytes");
            assertThat(first.published()).extracting(Event::tenant).contains(small);
            assertThat(monitor.check().published()).isEmpty();
            clearml.system().updateCompanyCustomEventsConfig(large, NESTED);
            assertThat(monitor.check().published()).extracting(Event::tenant).containsExactly(large);
        }
        try (KafkaJournal journal = KafkaJournal.open(settings, UUID)) {
            assertThat(monitor(journal).check().published()).isEmpty();
        }
        assertThat(Reader.events(settings, settings.lifecycleTopic()))
                .extracting(Event::tenant)
                .doesNotHaveDuplicates()
                .contains(large, small, FakeClearMl.DEFAULT_COMPANY);
    }

    @Test
    void a_monitor_whose_journal_is_fenced_ends_and_the_other_goes_on() {
        KafkaSettings settings = topics(kafka.plain(), "fenced-monitor");
        tenant("one", NESTED);
        try (KafkaJournal first = KafkaJournal.open(settings, UUID);
                KafkaJournal second = KafkaJournal.open(settings, UUID)) {
            CompanyMonitor old = monitor(first);
            CompanyMonitor young = monitor(second);
            assertThat(old.check().published()).hasSize(2);
            assertThat(young.check().published()).isEmpty();
            tenant("two", NESTED);
            assertThatThrownBy(old::check)
                    .isInstanceOf(JournalFencedException.class)
                    .hasMessageContaining(UUID);
            assertThatThrownBy(old::check).isInstanceOf(JournalFencedException.class);
            assertThat(young.check().published()).hasSize(1);
        }
        assertThat(Reader.events(settings, settings.lifecycleTopic())).hasSize(3);
    }

    private CompanyMonitor monitor(KafkaJournal journal) {
        return CompanyMonitor.builder(clearml, journal).source(UUID).build();
    }
}
