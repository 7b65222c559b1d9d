package io.clearmladmin.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.k8s.events.QueueLoad;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What runs by tenant and queue, in meters that come and go with it. */
class PodUsageMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicReference<List<QueueLoad>> usage = new AtomicReference<>(List.of());
    private final PodUsageMeters meters = new PodUsageMeters(registry, Tags.of("emitter", "pods-monitor"), usage::get);

    private void runs(QueueLoad... now) {
        usage.set(List.of(now));
        meters.refresh();
    }

    private double value(String name, String tenant, String queue) {
        return registry.get(name)
                .tags("tenant", tenant, "queue", queue, "emitter", "pods-monitor")
                .gauge()
                .value();
    }

    @Test
    void each_tenant_and_queue_has_meters_while_something_of_it_runs() {
        runs(new QueueLoad("blue", "training", 3, 2.5, 0), new QueueLoad("", "", 1, 0, 4));
        assertThat(value("clearml.running.pods", "blue", "training")).isEqualTo(3);
        assertThat(value("clearml.running.gpus", "blue", "training")).isEqualTo(2.5);
        assertThat(value("clearml.running.mig.slices", "", "")).isEqualTo(4);

        runs(new QueueLoad("blue", "training", 1, 1, 0));
        assertThat(value("clearml.running.gpus", "blue", "training")).isEqualTo(1);
        assertThat(registry.getMeters()).hasSize(3);

        runs();
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void however_many_there_are_it_makes_no_more_than_500_and_loses_nothing() {
        QueueLoad[] all = IntStream.range(0, 2_000)
                .mapToObj(number -> new QueueLoad("tenant-" + number, "queue", 1, number, 0))
                .toArray(QueueLoad[]::new);
        runs(all);
        List<Gauge> gpus = List.copyOf(registry.get("clearml.running.gpus").gauges());
        assertThat(gpus).hasSize(500);
        assertThat(gpus.stream().mapToDouble(Gauge::value).sum()).isEqualTo(1_999 * 2_000 / 2.0);
        assertThat(value("clearml.running.gpus", "tenant-1999", "queue")).isEqualTo(1_999);
        assertThat(value("clearml.running.pods", "(other)", "(other)")).isEqualTo(1_501);
    }

    @Test
    void names_of_others_are_cut_and_made_safe() {
        String name = "x".repeat(200);
        runs(new QueueLoad(name + "1", "a\nb", 1, 1, 0), new QueueLoad(name + "2", "a\nb", 1, 1, 0));
        assertThat(registry.get("clearml.running.pods").gauges()).hasSize(1).allSatisfy(gauge -> {
            assertThat(gauge.getId().getTag("tenant")).hasSize(100);
            assertThat(gauge.getId().getTag("queue")).doesNotContain("\n");
            assertThat(gauge.value()).isEqualTo(2);
        });
    }
}
