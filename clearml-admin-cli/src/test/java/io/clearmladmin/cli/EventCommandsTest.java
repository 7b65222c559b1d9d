package io.clearmladmin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.embedded.EmbeddedKafka;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.testkit.FakeClearMl;
import java.nio.file.Path;
import java.util.Map;
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
    void the_doctor_finds_why_no_event_arrives() {
        Shell shell = shell("doctor");
        Shell.Result ill = shell.run("events", "doctor");
        assertThat(ill.code()).as(ill.err()).isEqualTo(ExitCode.FINDINGS.number());
        assertThat(ill.out()).contains("doctor-lifecycle does not exist");
        Shell.Result json = shell.run("events", "doctor", "-o", "json");
        assertThat(json.json().path("findings").size()).isPositive();
    }
}
