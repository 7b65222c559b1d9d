package io.clearmladmin.k8s.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.embedded.EmbeddedKafka;
import io.clearmladmin.emitters.Distribution;
import io.clearmladmin.emitters.EmitterProcess;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.events.Event;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.ReaderProperties;
import io.clearmladmin.kafka.Topics;
import io.clearmladmin.testkit.FakeClearMl;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tenants come, change and go while the company monitor of the distribution is killed at random instants. */
class ProgramCompanyKillsTest {

    private static final int KILLS = 8;
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final Watches watches = new Watches();

    @Test
    @Tag("long")
    void a_company_monitor_that_is_killed_again_and_again_neither_loses_nor_repeats_a_change() throws Exception {
        long seed = KillRounds.seed();
        Random random = new Random(seed);
        Path distribution = Distribution.in(folder);
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                FakeClearMl server = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl clearml = server.connect()) {
            KafkaSettings settings = KafkaSettings.builder()
                    .bootstrapServers(kafka.plainAddress())
                    .build();
            var unused = Topics.create(settings, 1, 1, SOON);
            ProgramTenants tenants = new ProgramTenants(server, clearml, watches, seed);
            AtomicBoolean isOver = new AtomicBoolean();
            CompletableFuture<Void> led = CompletableFuture.runAsync(() -> lead(tenants, isOver));
            Map<String, String> environment = environment(server, kafka);
            for (int kill = 0; kill < KILLS; kill++) {
                live(distribution, environment, random);
            }
            isOver.set(true);
            led.join();
            List<Event> published = last(distribution, environment, settings, tenants);
            try {
                tenants.check(published);
            } catch (AssertionError failure) {
                throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
            }
            System.out.println("seed " + seed + ": " + KILLS + " kills, " + published.size() + " events of " + tenants);
        }
    }

    private static void lead(ProgramTenants tenants, AtomicBoolean isOver) {
        while (!isOver.get()) {
            tenants.change();
            LockSupport.parkNanos(100_000_000);
        }
    }

    private void live(Path distribution, Map<String, String> environment, Random random) throws Exception {
        watches.begins();
        try (EmitterProcess monitor = start(distribution, environment)) {
            // One in five does not live to watch.
            if (random.nextInt(5) == 0) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(2_000));
            } else {
                assertThat(monitor.answer("/readyz", "ok\n")).isEqualTo("ok\n");
                watches.watching();
                TimeUnit.MILLISECONDS.sleep(random.nextInt(7_000));
            }
            watches.ends();
            monitor.process().destroyForcibly().waitFor();
            watches.ended();
        }
    }

    private List<Event> last(
            Path distribution, Map<String, String> environment, KafkaSettings settings, ProgramTenants tenants)
            throws Exception {
        watches.begins();
        List<Event> published = new ArrayList<>();
        try (EmitterProcess monitor = start(distribution, environment);
                KafkaConsumer<String, Event> reader =
                        new KafkaConsumer<>(ReaderProperties.consumer(settings, "kills"))) {
            List<TopicPartition> only = List.of(new TopicPartition(settings.lifecycleTopic(), 0));
            reader.assign(only);
            reader.seekToBeginning(only);
            long end = System.nanoTime() + SOON.toNanos();
            while (!tenants.isReachedBy(published) && System.nanoTime() < end) {
                reader.poll(Duration.ofMillis(200)).forEach(record -> published.add(record.value()));
            }
            // What would be published twice comes with the next check.
            TimeUnit.SECONDS.sleep(2);
            monitor.terminate();
            assertThat(monitor.exitCode()).as(monitor.log()).isZero();
            watches.ended();
            reader.poll(Duration.ofSeconds(1)).forEach(record -> published.add(record.value()));
        }
        return published;
    }

    private EmitterProcess start(Path distribution, Map<String, String> environment) throws IOException {
        return EmitterProcess.ofDistribution(distribution, folder, environment, "company-monitor");
    }

    private static Map<String, String> environment(FakeClearMl server, EmbeddedKafka kafka) {
        Map<String, String> environment = new HashMap<>();
        environment.put("CLEARML_API_HOST", server.url());
        environment.put("CLEARML_API_ACCESS_KEY", server.systemUser().accessKey());
        environment.put(
                "CLEARML_API_SECRET_KEY", server.systemUser().secretKey().reveal());
        environment.put("CLEARML__hosts__kafka__custom_events__host", kafka.plainAddress());
        environment.put("CLEARML_COMPANY_MONITOR_UUID", "b0e5b3b5-0a0e-4b6e-9d49-0d6c1b0a8e11");
        environment.put("CLEARML_COMPANY_CHECK_INTERVAL_SECONDS", "1");
        environment.put("JAVA_OPTS", "-Xmx128m -XX:TieredStopAtLevel=1");
        return environment;
    }
}
