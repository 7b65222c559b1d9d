package io.clearmladmin.emitters;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.events.Event;
import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.testkit.FakeCluster;
import io.clearmladmin.testkit.FakeTaskPod;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each emitter that runs once does so as a process, and so does each that is not configured. */
class EmittersTest extends EmitterProcesses {

    @Test
    void an_inventory_of_companies_is_published_and_ends_with_0() throws Exception {
        Map<String, String> environment = environment();
        environment.put("CLEARML_COMPANY_INVENTORY_SOURCE", "company-inventory/west");
        try (EmitterProcess emitter = new EmitterProcess("company-inventory", folder, environment)) {
            assertThat(emitter.exitCode()).as(emitter.log()).isZero();
        }
        assertThat(read(settings().inventoryTopic(), "tenant.present", 1))
                .extracting(Event::source)
                .containsExactly("company-inventory/west");
    }

    @Test
    void an_inventory_of_pods_is_published_with_their_tenants_and_ends_with_0() throws Exception {
        try (FakeCluster cluster = FakeCluster.start()) {
            cluster.pod("team-a", "0".repeat(31) + "1")
                    .label("tenant", "company-1")
                    .create()
                    .run();
            Map<String, String> environment = environment(cluster);
            environment.put("CLEARML_PODS_TENANT_LABEL", "tenant");
            try (EmitterProcess emitter = new EmitterProcess("pods-inventory", folder, environment)) {
                assertThat(emitter.exitCode()).as(emitter.log()).isZero();
            }
        }
        assertThat(read(settings().inventoryTopic(), event -> isPresent(event, "team-a"), 1))
                .extracting(Event::tenant)
                .containsExactly("company-1");
    }

    @Tag("long")
    @Test
    void each_cluster_has_a_source_of_its_own_by_its_name_or_its_id() throws Exception {
        List<String> sources = new ArrayList<>();
        for (String name : List.of("", "east", "")) {
            try (FakeCluster cluster = FakeCluster.start();
                    Kubernetes kubernetes = Kubernetes.builder()
                            .server(URI.create(cluster.url()))
                            .build()) {
                cluster.pod("team-c", "0".repeat(31) + "4").create();
                cluster.pod("team-b", "0".repeat(31) + "5").create();
                cluster.pod("team-d", "0".repeat(31) + "6").create();
                Map<String, String> environment = environment(cluster);
                environment.put("CLEARML_PODS_CLUSTER", name);
                environment.put("CLEARML_PODS_NAMESPACE", "team-c, team-d");
                try (EmitterProcess emitter = new EmitterProcess("pods-inventory", folder, environment)) {
                    assertThat(emitter.exitCode()).as(emitter.log()).isZero();
                }
                sources.add("pod-inventory/" + (name.isEmpty() ? kubernetes.clusterId() : name));
            }
        }
        assertThat(sources).doesNotHaveDuplicates();
        List<Event> events = read(settings().inventoryTopic(), event -> sources.contains(event.source()), 9);
        assertThat(events).noneMatch(event -> isPresent(event, "team-b"));
        assertThat(events)
                .filteredOn(event -> isPresent(event, "team-c") || isPresent(event, "team-d"))
                .hasSize(6)
                .extracting(Event::source)
                .containsOnly(sources.toArray(String[]::new));
    }

    @Tag("long")
    @Test
    void an_inventory_of_a_cluster_that_cannot_be_known_from_others_does_not_start() throws Exception {
        try (FakeCluster cluster = FakeCluster.start()) {
            cluster.refuse(403);
            try (EmitterProcess emitter = new EmitterProcess("pods-inventory", folder, environment(cluster))) {
                assertThat(emitter.exitCode()).isEqualTo(ExitCode.NOT_CONFIGURED.number());
                assertThat(emitter.log()).contains("CLEARML_PODS_CLUSTER is not set");
            }
            Map<String, String> both = environment(cluster);
            both.put("CLEARML_PODS_CLUSTER", "east");
            both.put("CLEARML_PODS_NAMESPACE", "team-a");
            both.put("CLEARML_PODS_NAMESPACE_LABELS", "team");
            try (EmitterProcess emitter = new EmitterProcess("pods-inventory", folder, both)) {
                assertThat(emitter.exitCode()).isEqualTo(ExitCode.NOT_CONFIGURED.number());
                assertThat(emitter.log()).contains("only one of them may be set");
            }
        }
    }

    @Tag("long")
    @Test
    void a_baseline_is_remembered_and_not_published() throws Exception {
        String uuid = "c0a7a1f0-2a57-4a0e-8a3e-1e7f0c9b7d33";
        try (FakeCluster cluster = FakeCluster.start()) {
            FakeTaskPod old = cluster.pod("team-base", "0".repeat(31) + "9").create();
            old.run();
            Map<String, String> environment = monitor(cluster, uuid);
            try (EmitterProcess baseline = new EmitterProcess(folder, environment, "--baseline", "pods-monitor")) {
                assertThat(baseline.exitCode()).as(baseline.log()).isZero();
                assertThat(baseline.log()).contains("remembered 1 task pods as published; nothing was published");
            }
            try (EmitterProcess emitter = new EmitterProcess("pods-monitor", folder, environment)) {
                assertThat(emitter.answer("/readyz", "ok\n")).isEqualTo("ok\n");
                old.succeed();
                assertThat(emitter.answer("/metrics", "clearml_events_published_total{emitter=\"pods-monitor\"} 1"))
                        .isNotEmpty();
            }
            assertThat(read(
                            settings().lifecycleTopic(),
                            event -> event.subject().equals("pod/" + old.uid()),
                            1))
                    .extracting(Event::type)
                    .containsExactly("pod.succeeded");
        }
    }

    @Test
    void a_wrong_password_ends_it_with_2_and_without_a_stack_trace() throws Exception {
        Map<String, String> environment = environment();
        environment.put("CLEARML__SECURE__KAFKA__CUSTOM_EVENTS__sasl_plain_password", "wrong");
        try (EmitterProcess emitter = new EmitterProcess("company-inventory", folder, environment)) {
            assertThat(emitter.exitCode()).isEqualTo(ExitCode.NOT_CONFIGURED.number());
            assertThat(emitter.log())
                    .contains("Look at user, password and mechanism")
                    .doesNotContain("\tat ");
        }
        try (EmitterProcess emitter = new EmitterProcess(folder, environment, "--check-config", "company-inventory")) {
            assertThat(emitter.exitCode()).isEqualTo(ExitCode.NOT_CONFIGURED.number());
            assertThat(emitter.log())
                    .contains("wrong  Kafka at")
                    .contains("ok     ClearML's API server")
                    .contains("sasl_plain_password = *** (environment)");
        }
    }

    @Test
    void the_log_is_json_if_that_is_set_whatever_comes_of_it() throws Exception {
        Map<String, String> environment = environment();
        environment.put("CLEARML_EVENTS_LOG_FORMAT", "json");
        try (EmitterProcess emitter = new EmitterProcess("company-inventory", folder, environment)) {
            assertThat(emitter.exitCode()).as(emitter.log()).isZero();
            assertThat(emitter.log().lines())
                    .isNotEmpty()
                    .allMatch(line -> line.startsWith("{\"timestamp\":") && line.endsWith("}"))
                    .anyMatch(line -> line.contains("\"level\":\"INFO\"")
                            && line.contains("\"loggerName\":\"" + Inventory.class.getName() + "\"")
                            && line.contains("\"formattedMessage\":\"Inventory of "));
        }
        environment.put("CLEARML_EVENTS_LITSEN", "a typo");
        try (EmitterProcess emitter = new EmitterProcess("company-inventory", folder, environment)) {
            assertThat(emitter.exitCode()).isEqualTo(ExitCode.NOT_CONFIGURED.number());
            assertThat(emitter.log().lines()).isNotEmpty().allMatch(line -> line.startsWith("{"));
        }
    }

    @Test
    void what_is_missing_is_named_and_ends_with_2() throws Exception {
        try (FakeCluster cluster = FakeCluster.start()) {
            Map<String, String> withoutUuid = monitor(cluster, "");
            try (EmitterProcess emitter = new EmitterProcess("pods-monitor", folder, withoutUuid)) {
                assertThat(emitter.exitCode()).isEqualTo(ExitCode.NOT_CONFIGURED.number());
                assertThat(emitter.log()).contains("CLEARML_PODS_MONITOR_UUID is not set");
            }
            Map<String, String> tooLong = monitor(cluster, MONITOR);
            tooLong.put("CLEARML_PODS_TENANT_WAIT_SECONDS", "601");
            try (EmitterProcess emitter = new EmitterProcess("pods-monitor", folder, tooLong)) {
                assertThat(emitter.exitCode()).isEqualTo(ExitCode.NOT_CONFIGURED.number());
                assertThat(emitter.log())
                        .contains("CLEARML_PODS_TENANT_WAIT_SECONDS (environment): must be a number from 0 to 600");
            }
        }
    }
}
