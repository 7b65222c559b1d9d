package io.clearmladmin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.embedded.EmbeddedKafka;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.events.Event;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.KafkaSink;
import io.clearmladmin.testkit.FakeClearMl;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics, an inventory and the doctor, with a real broker. */
class EventCommandsTest {

    private static final String TOPIC = "CLEARML__services__custom_events__channels__main__topics__service_instance_";

    private static EmbeddedKafka kafka;
    private static FakeClearMl fake;

    @TempDir
    private Path home;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start();
        fake = FakeClearMl.start(Edition.ENTERPRISE);
    }

    @AfterAll
    static void stop() {
        fake.close();
        kafka.close();
    }

    @BeforeEach
    void reset() {
        fake.reset();
    }

    /** With topics of this name. */
    private Shell shell(String name) {
        return new Shell(home)
                .on(fake)
                .with("CLEARML__hosts__kafka__custom_events__host", "[" + kafka.plainAddress() + "]")
                .with(TOPIC + "lifecycle", name + "-lifecycle")
                .with(TOPIC + "inventory", name + "-inventory");
    }

    @Test
    void topics_are_missed_and_created_and_fit() {
        Shell shell = shell("topics");
        Shell.Result missing = shell.run("events", "topics", "check");
        assertThat(missing.code()).as(missing.err()).isEqualTo(ExitCode.FINDINGS.number());
        assertThat(missing.err()).contains("topics-lifecycle", "does not exist");
        Shell.Result created = shell.run("events", "topics", "create", "--replicas", "1", "--yes", "-o", "csv");
        assertThat(created.code()).as(created.err()).isZero();
        assertThat(created.out()).contains("topics-lifecycle,created", "topics-inventory,created");
        assertThat(shell.run("events", "topics", "create", "--replicas", "1", "--yes", "-o", "csv")
                        .out())
                .contains("topics-lifecycle,was there");
        Shell.Result fits = shell.run("events", "topics", "check", "-o", "csv");
        assertThat(fits.code()).as(fits.err()).isZero();
        assertThat(fits.out()).contains("topics-lifecycle,fits", "topics-inventory,fits");
    }

    @Test
    void an_inventory_is_published_once_somebody_agrees() {
        try (ClearMl clearml = fake.connect()) {
            clearml.system()
                    .updateCompanyCustomEventsConfig(fake.addCompany("acme"), Map.of("service_instance_id", "acme-1"));
        }
        Shell shell = shell("inventory");
        assertThat(shell.run("events", "topics", "create", "--replicas", "1", "--yes")
                        .code())
                .isZero();
        Shell.Result refused = shell.run("inventory", "run");
        assertThat(refused.code()).as(refused.err()).isEqualTo(ExitCode.WRONG_USE.number());
        Shell.Result ran = shell.run("inventory", "run", "--yes", "-o", "json");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.json().path("published").asInt()).isEqualTo(1);
        assertThat(ran.json().path("complete").asBoolean()).isTrue();
    }

    @Test
    void events_are_printed_as_they_come_and_a_wait_in_vain_is_a_failure() {
        Shell shell = shell("tail");
        assertThat(shell.run("events", "tail", "--for", "1s").err()).contains("tail-lifecycle", "does not exist");
        assertThat(shell.run("events", "topics", "create", "--replicas", "1", "--yes")
                        .code())
                .isZero();
        assertThat(shell.run("events", "tail", "--no-follow", "-o", "json").out())
                .isEqualTo("[ ]\n");
        Shell.Result vain = shell.run("events", "tail", "--count", "1", "--for", "1s", "--jsonl");
        assertThat(vain.code()).isEqualTo(ExitCode.FAILED.number());
        assertThat(vain.err()).contains("0 of 1 events came in time");
        publish(shell, 3);
        String[] all = {"events", "tail", "--from", "beginning", "--no-follow"};
        assertThat(shell.run(with(all, "--jsonl")).out().lines())
                .hasSize(3)
                .allSatisfy(
                        line -> assertThat(line).contains("\"type\":\"tenant.changed\"", "\"data\":{\"active\":true}"));
        assertThat(shell.run(with(all, "-o", "csv")).out().lines())
                .hasSize(4)
                .first()
                .isEqualTo("time,type,tenant,subject,source,kind,id,data");
        assertThat(shell.run(with(all, "-o", "yaml")).out()).startsWith("- time: ");
        assertThat(shell.run(with(all, "-o", "json")).json()).hasSize(3);
        assertThat(shell.run(all).out().lines()).hasSize(4).first().asString().startsWith("TIME");
        assertThat(shell.run("events", "tail", "--from", "1h", "--count", "2", "--jsonl")
                        .out()
                        .lines())
                .hasSize(2);
        assertThat(shell.run("events", "tail", "--from", "yesterday").code()).isEqualTo(ExitCode.WRONG_USE.number());
        assertThat(shell.run("events", "tail", "--count", "0").code()).isEqualTo(ExitCode.WRONG_USE.number());
    }

    @Test
    void an_interrupted_tail_says_how_many_events_it_printed() {
        Shell shell = shell("tail-interrupted");
        assertThat(shell.run("events", "topics", "create", "--replicas", "1", "--yes")
                        .code())
                .isZero();
        publish(shell, 2);
        ByteArrayOutputStream seen = new ByteArrayOutputStream() {
            @Override
            public void flush() {
                if (toString(StandardCharsets.UTF_8).lines().count() == 2) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        Shell.Result result = shell.out(seen).run("events", "tail", "--from", "beginning", "--jsonl");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.INTERRUPTED.number());
        assertThat(result.err()).contains("error: interrupted after 2 events", "nothing was changed");
        assertThat(result.out().lines()).hasSize(2);
    }

    private static String[] with(String[] words, String... more) {
        return Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray(String[]::new);
    }

    private static void publish(Shell shell, int count) {
        try (KafkaSink sink = KafkaSink.open(KafkaSettings.from(shell.environment()))) {
            for (int number = 0; number < count; number++) {
                Event event = new Event(
                        "monitor-1",
                        Event.Kind.LIFECYCLE,
                        "tenant.changed",
                        "t",
                        "tenant/t",
                        Instant.EPOCH.plusSeconds(number),
                        Map.of("active", true));
                sink.emit(List.of(event), Duration.ofSeconds(30));
            }
        }
    }

    @Test
    void the_doctor_finds_why_no_event_arrives() {
        Shell shell = shell("doctor");
        Shell.Result ill = shell.run("events", "doctor");
        assertThat(ill.code()).as(ill.err()).isEqualTo(ExitCode.FINDINGS.number());
        assertThat(ill.out()).contains("doctor-lifecycle does not exist");
        Shell.Result json = shell.run("events", "doctor", "-o", "json");
        assertThat(json.json().path("findings").size()).isPositive();
    }
}
