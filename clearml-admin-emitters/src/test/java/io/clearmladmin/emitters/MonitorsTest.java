package io.clearmladmin.emitters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.clearmladmin.embedded.EmbeddedKafka;
import io.clearmladmin.events.Event;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.FakeCluster;
import io.clearmladmin.testkit.FakeTaskPod;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each emitter that goes on runs as a process, until it is terminated or has to end. */
class MonitorsTest extends EmitterProcesses {

    @Test
    void a_monitor_publishes_until_it_is_terminated_and_ends_with_0() throws Exception {
        try (FakeCluster cluster = FakeCluster.start();
                EmitterProcess emitter = new EmitterProcess("pods-monitor", folder, monitor(cluster, MONITOR))) {
            String ready = emitter.answer("/readyz", "ok\n");
            String waiting = emitter.answer("/metrics", "clearml_events_awaiting_tenant{emitter=\"pods-monitor\"} 0");
            FakeTaskPod pod = cluster.pod("team-a", "0".repeat(31) + "2").create();
            String first = emitter.answer("/metrics", "clearml_events_published_total{emitter=\"pods-monitor\"} 1");
            pod.run();
            String second = emitter.answer("/metrics", "clearml_events_published_total{emitter=\"pods-monitor\"} 2");
            emitter.terminate();

            assertThat(emitter.exitCode()).as(emitter.log()).isZero();
            assertThat(List.of(ready, waiting, first, second)).noneMatch(String::isEmpty);
            assertThat(emitter.log()).contains("stopped on request; 2 events were published");
            assertThat(read(
                            settings().lifecycleTopic(),
                            event -> event.source().equals(MONITOR)
                                    && event.type().equals("pod.running"),
                            1))
                    .extracting(Event::subject)
                    .containsExactly("pod/" + pod.uid());
        }
    }

    @Tag("long")
    @Test
    void a_monitor_of_companies_publishes_them_and_ends_with_0() throws Exception {
        Map<String, String> environment = environment();
        String uuid = "5f2c2f3e-6a53-4f8e-9f0e-3c7f0f6f1d20";
        environment.put("CLEARML_COMPANY_MONITOR_UUID", uuid);
        try (EmitterProcess emitter = new EmitterProcess("company-monitor", folder, environment)) {
            String ready = emitter.answer("/readyz", "ok\n");
            emitter.terminate();
            assertThat(emitter.exitCode()).as(emitter.log()).isZero();
            assertThat(ready).isEqualTo("ok\n");
            assertThat(emitter.log()).contains("stopped on request; 1 events were published");
        }
        assertThat(read(settings().lifecycleTopic(), event -> event.source().equals(uuid), 1))
                .extracting(Event::type, Event::tenant)
                .containsExactly(tuple("tenant.appeared", FakeClearMl.DEFAULT_COMPANY));
    }

    @Test
    void all_emitters_run_in_one_process() throws Exception {
        try (FakeCluster cluster = FakeCluster.start()) {
            Map<String, String> environment = monitor(cluster, "70e5a1bb-9a3c-4a58-8d3a-b6a1d2b6b0f1");
            environment.put("CLEARML_COMPANY_MONITOR_UUID", "b0e5b3b5-0a0e-4b6e-9d49-0d6c1b0a8e11");
            try (EmitterProcess emitter = new EmitterProcess("all", folder, environment)) {
                String ready = emitter.answer("/readyz", "ok\n");
                FakeTaskPod pod = cluster.pod("team-a", "0".repeat(31) + "8")
                        .queue("0123456789abcdef", "training")
                        .gpus(2)
                        .create();
                pod.run();
                String published = emitter.answer(
                        "/metrics", "clearml_running_gpus{emitter=\"pods-monitor\",queue=\"training\",tenant=\"\"} 2");
                emitter.terminate();
                assertThat(emitter.exitCode()).as(emitter.log()).isZero();
                assertThat(ready).isEqualTo("ok\n");
                assertThat(published)
                        .contains("emitter=\"company-monitor\"} 1")
                        .contains("clearml_healthy{part=\"kafka\"} 1")
                        .contains("clearml_pods{emitter=\"pods-monitor\",state=\"running\"} 1")
                        .containsPattern("clearml_events_published_total\\{emitter=\"pods-monitor\"} [12]\\.");
                MetricsPage.isDocumented(published);
                assertThat(emitter.log()).contains("pods-inventory is scheduled", "company-inventory is scheduled");
                assertThat(pod.uid()).isNotEmpty();
            }
            environment.remove("CLEARML_COMPANY_MONITOR_UUID");
            try (EmitterProcess emitter = new EmitterProcess("all", folder, environment)) {
                assertThat(emitter.exitCode()).isEqualTo(ExitCode.NOT_CONFIGURED.number());
                assertThat(emitter.log()).contains("CLEARML_COMPANY_MONITOR_UUID is not set");
            }
        }
    }

    @Test
    @Tag("long")
    void without_kafka_it_stops_in_time_and_says_what_waits() throws Exception {
        try (EmbeddedKafka other = EmbeddedKafka.start();
                FakeCluster cluster = FakeCluster.start()) {
            Map<String, String> environment = monitor(cluster, "f6a1cf2e-52c8-4dbe-b1f0-7a0d8f0c2a44");
            environment.put("CLEARML__hosts__kafka__custom_events__host", other.loginAddress());
            environment.put("CLEARML_KAFKA_CREATE_TOPICS", "true");
            environment.put("CLEARML_KAFKA_TOPIC_REPLICAS", "1");
            environment.put("CLEARML_EVENTS_READY_WITHIN_SECONDS", "6");
            try (EmitterProcess emitter = new EmitterProcess("pods-monitor", folder, environment)) {
                String ready = emitter.answer("/readyz", "ok\n");
                other.stop();
                FakeTaskPod pod = cluster.pod("team-a", "0".repeat(30) + "10").create();
                String unready = emitter.answer("/readyz", "not ready: kafka: last answered");
                emitter.terminate();

                assertThat(emitter.exitCode()).as(emitter.log()).isZero();
                assertThat(ready + unready).contains("ok\n");
                assertThat(pod.uid()).isNotEmpty();
                assertThat(emitter.log())
                        .containsPattern("[1-9]\\d* changes wait, none is lost: the next start publishes them");
            }
        }
    }

    @Tag("long")
    @Test
    void of_two_monitors_with_one_uuid_the_first_ends_with_4() throws Exception {
        String uuid = "0d0e7c0a-33d1-4a43-a4d2-6a3a63b0ba7f";
        try (FakeCluster cluster = FakeCluster.start();
                EmitterProcess first = new EmitterProcess("pods-monitor", folder, monitor(cluster, uuid))) {
            String begun = first.answer("/readyz", "ok\n");
            try (EmitterProcess second = new EmitterProcess("pods-monitor", folder, monitor(cluster, uuid))) {
                String taken = second.answer("/readyz", "ok\n");
                cluster.pod("team-a", "0".repeat(31) + "3").create();

                assertThat(first.exitCode()).as(first.log()).isEqualTo(ExitCode.FENCED.number());
                assertThat(List.of(begun, taken)).containsOnly("ok\n");
                assertThat(second.answer("/metrics", "clearml_events_published_total{emitter=\"pods-monitor\"} 1"))
                        .isNotEmpty();
            }
        }
    }
}
