package io.clearmladmin.emitters;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.embedded.EmbeddedKafka;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.FakeCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an outage of Kafka leaves in the log: a line for each change, and not one for each try. */
class OutageLogTest {

    // Long enough that every try has failed some times; of what a longer one logs more, there is nothing.
    private static final Duration OUTAGE = Duration.ofSeconds(32);
    private static final int MOST_LINES = 20;

    @TempDir
    private Path folder;

    @Test
    @Tag("long")
    void an_outage_of_kafka_is_at_most_20_lines_for_all_emitters_together() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
                FakeCluster cluster = FakeCluster.start();
                EmitterProcess emitter = new EmitterProcess("all", folder, environment(kafka, fake, cluster))) {
            String ready = emitter.answer("/readyz", "ok\n");
            int before = lines(emitter).size();
            kafka.stop();
            cluster.pod("team-a", "0".repeat(31) + "1").create();
            fake.addCompany("newcomer");
            TimeUnit.NANOSECONDS.sleep(OUTAGE.toNanos());
            String unready = emitter.answer("/readyz", "not ready: kafka");
            kafka.restart();
            String again = emitter.answer("/readyz", "ok\n");
            String published = emitter.answer("/metrics", "clearml_events_published_total{emitter=\"pods-monitor\"} 1");
            List<String> lines = lines(emitter);

            assertThat(ready + again).isEqualTo("ok\nok\n");
            assertThat(unready + published).isNotEmpty();
            assertThat(lines.subList(before, lines.size()))
                    .as("the lines of the outage")
                    .hasSizeLessThanOrEqualTo(MOST_LINES)
                    .anyMatch(line -> line.contains("kafka does not answer"))
                    .anyMatch(line -> line.contains("kafka answers again"))
                    .anyMatch(line -> line.contains("The journal failed and is retried"))
                    .anyMatch(line -> line.contains("The journal works again"));
        }
    }

    private static List<String> lines(EmitterProcess emitter) {
        return emitter.log().lines().toList();
    }

    private Map<String, String> environment(EmbeddedKafka kafka, FakeClearMl fake, FakeCluster cluster)
            throws IOException {
        Path kubeconfig = folder.resolve("kubeconfig");
        Files.writeString(kubeconfig, cluster.kubeconfig());
        Map<String, String> environment = new HashMap<>();
        environment.put("KUBECONFIG", kubeconfig.toString());
        environment.put("CLEARML_API_HOST", fake.url());
        environment.put("CLEARML_API_ACCESS_KEY", fake.systemUser().accessKey());
        environment.put("CLEARML_API_SECRET_KEY", fake.systemUser().secretKey().reveal());
        environment.put("CLEARML__hosts__kafka__custom_events__host", kafka.plainAddress());
        environment.put("CLEARML_KAFKA_CREATE_TOPICS", "true");
        environment.put("CLEARML_KAFKA_TOPIC_REPLICAS", "1");
        environment.put("CLEARML_PODS_MONITOR_UUID", "70e5a1bb-9a3c-4a58-8d3a-b6a1d2b6b0f1");
        environment.put("CLEARML_COMPANY_MONITOR_UUID", "b0e5b3b5-0a0e-4b6e-9d49-0d6c1b0a8e11");
        environment.put("CLEARML_COMPANY_CHECK_INTERVAL_SECONDS", "2");
        environment.put("CLEARML_EVENTS_READY_WITHIN_SECONDS", "15");
        environment.put("CLEARML_EVENTS_SCHEDULE", "* * * * *");
        return environment;
    }
}
