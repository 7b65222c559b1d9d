package io.clearmladmin.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.events.EventsNotEmittedException.Fate;
import io.clearmladmin.events.HealthProbe;
import io.clearmladmin.events.LifecycleJournal;
import io.clearmladmin.house.ExpositionRules;
import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.k8s.PodHandler;
import io.clearmladmin.k8s.PodWatch;
import io.clearmladmin.k8s.TaskLookup;
import io.clearmladmin.k8s.TaskPod;
import io.clearmladmin.k8s.TenantResolver;
import io.clearmladmin.k8s.events.LeaderLease;
import io.clearmladmin.k8s.events.PodMonitor;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.KafkaSink;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.FakeCluster;
import io.clearmladmin.testkit.InMemoryEventSink;
import io.clearmladmin.testkit.InMemoryJournal;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/**
 * All meters, of the things themselves, are what {@code docs/metrics-and-tracing.md} lists, by Prometheus' conventions; with
 * {@code -Dwrite.page} the test writes the table.
 */
class MetersPageTest {

    private static final Path PAGE = Path.of("..", "docs", "metrics-and-tracing.md");
    private static final String BEGIN = "<!-- the meters -->\n";
    private static final String END = "<!-- end of the meters -->\n";
    private static final Tag MONITOR = Tag.of("emitter", "pods-monitor");
    private static final Tag WATCH = Tag.of("emitter", "a-watch");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    // A registry does not keep what is metered; a program keeps what it uses.
    private final List<Object> kept = new ArrayList<>();

    @Test
    void the_meters_are_those_of_the_page_by_prometheus_conventions() throws Exception {
        String page;
        try (FakeClearMl server = FakeClearMl.start();
                ClearMl clearml = ClearMl.builder()
                        .apiUrl(server.url())
                        .credentials(
                                server.systemUser().accessKey(),
                                server.systemUser().secretKey().reveal())
                        .listener(CallMeters.in(registry))
                        .build();
                HealthProbe probe = HealthProbe.builder(
                                "api-server", () -> clearml.debug().ping())
                        .build();
                FakeCluster cluster = FakeCluster.start();
                Kubernetes kubernetes =
                        Kubernetes.builder().server(URI.create(cluster.url())).build();
                LifecycleJournal journal = EventMeters.in(registry, MONITOR).journal(new InMemoryJournal());
                PodMonitor monitor =
                        PodMonitor.builder(kubernetes, journal).source("uuid").build();
                PodWatch watch = kubernetes.watch(new Nothing()).build()) {
            probe.start();
            EventMeters.in(registry).probe(probe);
            PodMeters.in(registry, MONITOR).monitor(monitor);
            PodUsageMeters usage = PodMeters.in(registry, MONITOR).usage(monitor);
            PodMeters.in(registry, WATCH).watch(watch);
            LeaderLease lease =
                    LeaderLease.builder(kubernetes, "clearml", "monitor").build();
            kept.add(lease);
            PodMeters.in(registry, MONITOR).lease(lease);
            lookups(clearml);
            EventMeters.in(registry, WATCH)
                    .sink(new InMemoryEventSink())
                    .emit(List.of(event()), Duration.ofSeconds(10));
            assertThat(RunMeters.in(registry, Tag.of("emitter", "pods-inventory"))
                            .run(() -> true, isDone -> isDone))
                    .isTrue();
            cluster.pod("team-a", "0".repeat(31) + "1").create().run();
            monitor.start();
            watch.start();
            until(() -> registry.scrape().contains("clearml_events_published_total{emitter=\"pods-monitor\"} 1")
                    && registry.scrape().contains("clearml_pods{emitter=\"a-watch\",state=\"running\"} 1"));
            until(() -> probe.lastAnswer().isPresent());
            until(() -> {
                usage.refresh();
                return registry.scrape().contains("clearml_running_pods{");
            });
            kafka();
            page = scrape();
        }
        assertThat(ExpositionRules.broken(page)).isEmpty();
        assertThat(ExpositionRules.promtool(page)).isEmpty();
        assertThat(page)
                .contains("clearml_pods{emitter=\"pods-monitor\",state=\"running\"} 1")
                .contains("clearml_running_pods{emitter=\"pods-monitor\",queue=\"\",tenant=\"\"} 1")
                .contains("clearml_healthy{part=\"api-server\"} 1")
                .contains("clearml_lease_held{emitter=\"pods-monitor\"} 0")
                .contains("clearml_event_lag_seconds_bucket{emitter=\"pods-monitor\",le=\"60.0\"}")
                .contains("clearml_call_duration_seconds_count{endpoint=\"debug.ping\",outcome=\"done\"}")
                .doesNotContain("clearml_last_answer_timestamp_seconds{part=\"api-server\"} 0.0")
                .doesNotContain("clearml_pod_watch_last_sync_timestamp_seconds{emitter=\"pods-monitor\"} 0.0")
                .doesNotContain("clearml_emitter_last_success_timestamp_seconds{emitter=\"pods-monitor\"} 0.0")
                .doesNotContain("NaN");
        holds(ExpositionRules.table(List.of(page)));
    }

    /** What nobody keeps is gone before, rather than at some time. */
    private String scrape() {
        System.gc();
        return registry.scrape();
    }

    private void lookups(ClearMl clearml) {
        FailingTenants tenants = new FailingTenants();
        TaskLookup tasks = TaskLookup.of(clearml);
        kept.addAll(List.of(tenants, tasks));
        PodMeters.in(registry, MONITOR).tenants(tenants);
        PodMeters.in(registry, MONITOR).tasks(tasks);
        assertThat(scrape())
                .contains("clearml_lookup_failures_total{emitter=\"pods-monitor\",of=\"tenants\"} 7")
                .contains("clearml_lookup_failures_total{emitter=\"pods-monitor\",of=\"tasks\"} 0");
    }

    private void kafka() {
        KafkaMeters meters = KafkaMeters.in(registry);
        // No broker answers there; what it notifies of is a test's of the sink.
        try (KafkaSink sink = KafkaSink.builder(
                        KafkaSettings.builder().bootstrapServers("127.0.0.1:1").build())
                .listener(meters)
                .build()) {
            kept.add(sink);
            meters.queue(sink);
            meters.onPublished(event(), 100, Duration.ofMillis(5));
            meters.onFailed(new Failure(event(), Fate.UNKNOWN, "nobody answered"));
        }
        assertThat(registry.scrape())
                .contains("clearml_kafka_published_bytes_total 100")
                .contains("clearml_kafka_publish_duration_seconds_count 1")
                .contains("clearml_kafka_failed_events_total{fate=\"unknown\"} 1");
    }

    private static void holds(String table) throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        if (System.getProperty("write.page") != null) {
            Files.writeString(PAGE, page.substring(0, begin) + "\n" + table + "\n" + page.substring(end));
        }
        String now = Files.readString(PAGE);
        assertThat(now.substring(begin, now.indexOf(END)))
                .as("the table of meters in docs/metrics-and-tracing.md; run this test with -Dwrite.page")
                .isEqualTo("\n" + table + "\n");
    }

    private static Event event() {
        return new Event("run", Event.Kind.INVENTORY, "pod.present", "", "pod/a", Instant.now(), Map.of());
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** Has failed to look tenants up. */
    private static final class FailingTenants implements TenantResolver {

        @Override
        public Optional<String> tenantOf(TaskPod pod) {
            return Optional.empty();
        }

        @Override
        public long failures() {
            return 7;
        }
    }

    /** Does nothing with pods. */
    private static final class Nothing implements PodHandler {

        @Override
        public void onAdd(TaskPod pod) {}

        @Override
        public void onUpdate(TaskPod old, TaskPod now) {}

        @Override
        public void onDelete(TaskPod last) {}
    }
}
