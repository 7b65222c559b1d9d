package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.TenantEvents;
import io.clearmladmin.testkit.FakeClearMl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process that publishes a snapshot is killed at random instants: a reader of what is committed never sees a part of it.
 */
class KilledInventoryTest {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    private Path folder;

    private final FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
    private final ClearMl clearml = fake.connect();
    private EmbeddedKafka kafka;

    @BeforeEach
    void start() {
        kafka = EmbeddedKafka.start();
    }

    @AfterEach
    void stop() {
        kafka.close();
        clearml.close();
        fake.close();
    }

    @Tag("long")
    @Test
    void a_snapshot_cut_off_by_a_kill_is_not_seen_and_its_repetition_is_seen_as_a_whole() throws Exception {
        tenants(300);
        killAndRepeat("cut", 300, System.nanoTime(), 2, 700);
    }

    @Test
    @Tag("long")
    void a_snapshot_of_ten_thousand_tenants_is_never_seen_in_part() throws Exception {
        tenants(10_000);
        int seeds = Integer.getInteger("kafka.seeds", 1);
        for (int run = 0; run < seeds; run++) {
            killAndRepeat("cut-" + run, 10_000, Long.getLong("kafka.seed", System.nanoTime()), 3, 2_000);
        }
    }

    private void tenants(int count) {
        for (int i = 0; i < count; i++) {
            clearml.system()
                    .updateCompanyCustomEventsConfig(
                            fake.addCompany("team-" + i),
                            Map.of("service_instance_id", "s" + i, "parameters_connection_points", List.of("eu-1")));
        }
    }

    private void killAndRepeat(String name, int tenants, long seed, int kills, int longest) throws Exception {
        Random random = new Random(seed);
        KafkaSettings settings = EmbeddedKafka.topics(kafka.plain(), name).build();
        // With one partition a reader's view is one point in the log, so that a part would be seen in any case.
        Topics.create(settings, 1, 1, Samples.SOON);
        for (int kill = 0; kill < kills; kill++) {
            runAndKill(name, random.nextInt(longest));
            assertThat(visible(settings).size() % (tenants + 1))
                    .as("seed %s, kill %s", seed, kill)
                    .isZero();
        }
        assertThat(Inventory.run(clearml, settings, START, step -> {}).isComplete())
                .as("seed %s", seed)
                .isTrue();
        List<Event> seen = Reader.events(settings, settings.inventoryTopic());
        System.out.printf(
                "seed %s: %s snapshots were whole of %s that were killed%n", seed, published(seen) - 1, kills);
        assertWhole(seen, tenants, seed);
    }

    private static long published(List<Event> seen) {
        return seen.stream()
                .filter(event -> event.type().equals(TenantEvents.INVENTORY_COMPLETE))
                .count();
    }

    // A run that was killed may have come to its end; then all of it is there once more, with the same ids.
    private static void assertWhole(List<Event> seen, int tenants, long seed) {
        long published = published(seen);
        Map<UUID, Long> times = seen.stream().collect(Collectors.groupingBy(Event::id, Collectors.counting()));
        assertThat(times).as("seed %s", seed).hasSize(tenants + 1);
        assertThat(times.values()).as("seed %s", seed).containsOnly(published);
        for (int end = tenants; end < seen.size(); end += tenants + 1) {
            assertThat(seen.get(end).type()).as("seed %s", seed).isEqualTo(TenantEvents.INVENTORY_COMPLETE);
            assertThat(seen.get(end).data()).containsEntry("count", tenants).containsEntry("parts", 1);
        }
    }

    private void runAndKill(String topics, int millis) throws Exception {
        Path ready = folder.resolve("ready");
        Files.deleteIfExists(ready);
        Map<String, String> environment = Map.of(
                "CLEARML_API_HOST", fake.url(),
                "CLEARML_API_ACCESS_KEY", fake.systemUser().accessKey(),
                "CLEARML_API_SECRET_KEY", fake.systemUser().secretKey().reveal());
        try (ChildJvm inventory = ChildJvm.start(
                folder,
                Inventory.class,
                List.of(),
                environment,
                kafka.plainAddress(),
                topics,
                START.toString(),
                ready.toString())) {
            inventory.await(ready);
            TimeUnit.MILLISECONDS.sleep(millis);
            inventory.kill();
        }
    }

    /** What a reader sees now that does not wait for what is open. */
    private static List<Event> visible(KafkaSettings settings) {
        return Reader.committed(settings, settings.inventoryTopic());
    }
}
