package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.events.Event;
import io.clearmladmin.testkit.FakeClearMl;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inventory and monitor of many tenants, to a real broker, are right and need little memory. */
class ManyTenantsTest {

    private static final int TENANTS = 10_000;

    @Test
    @Tag("long")
    void ten_thousand_tenants_are_published_by_a_process_with_a_heap_of_64_mebibytes(@TempDir Path folder)
            throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl clearml = fake.connect()) {
            for (int i = 0; i < TENANTS; i++) {
                clearml.system().updateCompanyCustomEventsConfig(fake.addCompany("team-" + i), fields(i));
            }
            KafkaSettings settings = EmbeddedKafka.topics(kafka.plain(), "many").build();
            Topics.create(settings, 2, 1, Samples.SOON);
            String published = run(folder, fake, kafka);
            System.out.println(published);
            // The default tenant has no custom events, and so no place in the inventory.
            assertThat(published)
                    .containsPattern(line("inventory to Kafka", TENANTS))
                    .containsPattern(line("monitor, first check", TENANTS + 1))
                    .containsPattern(line("monitor, unchanged check", 0))
                    .containsPattern(line("monitor, restarted", 0));
            assertOnce(Reader.events(settings, settings.inventoryTopic()));
            assertOnce(Reader.events(settings, settings.lifecycleTopic()));
        }
    }

    private static Pattern line(String what, int published) {
        return Pattern.compile(Pattern.quote(what) + " +published +" + published + " in");
    }

    private static void assertOnce(List<Event> events) {
        assertThat(events).hasSize(TENANTS + 1);
        assertThat(events.stream().map(Event::subject).distinct()).hasSize(TENANTS + 1);
    }

    private static Map<String, Object> fields(int i) {
        return Map.of(
                "service_instance_id", "id-" + i,
                "service_instance_name", "Team " + i,
                "service_instance_customer_tenant_name", "customer-" + i % 100,
                "service_instance_customer_space_name", "space-" + i % 1000,
                "service_instance_customer_space_id", "space-id-" + i % 1000,
                "parameters_connection_points", List.of("eu-" + i % 3, "us-" + i % 5));
    }

    private static String run(Path folder, FakeClearMl fake, EmbeddedKafka kafka) throws Exception {
        Map<String, String> environment = Map.of(
                "CLEARML_API_HOST", fake.url(),
                "CLEARML_API_ACCESS_KEY", fake.systemUser().accessKey(),
                "CLEARML_API_SECRET_KEY", fake.systemUser().secretKey().reveal());
        try (ChildJvm process = ChildJvm.start(
                folder,
                TenantsProcess.class,
                List.of("-Xmx64m", "-XX:+UseSerialGC"),
                environment,
                kafka.plainAddress(),
                "many")) {
            assertThat(process.end()).as(process.log()).isZero();
            return process.log();
        }
    }
}
