package io.clearmladmin.testkit;

import static io.clearmladmin.testkit.Plainly.read;
import static io.clearmladmin.testkit.Plainly.refused;
import static io.clearmladmin.testkit.Plainly.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.testkit.calls.FakeUser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Queues and workers of the fake, over real HTTP. */
@ExtendWith(FakeClearMlExtension.class)
class QueuesAndWorkersTest {

    private static String queue(ClearMl clearml, String name) {
        return Plainly.text(write(clearml, "queues.create", Map.of("name", name, "tags", List.of("gpu"))), "id");
    }

    private static List<String> names(ClearMl clearml, Map<String, ?> query) {
        return Plainly.list(read(clearml, "queues.get_all", query), "queues").stream()
                .map(queue -> String.valueOf(queue.get("name")))
                .toList();
    }

    @Test
    void a_queue_is_made_found_changed_and_deleted(ClearMl clearml) {
        assertThat(read(clearml, "queues.get_default", Map.of())).containsEntry("name", "default");
        String id = queue(clearml, "a100");
        refused(801, () -> queue(clearml, "a100"));
        assertThat(names(clearml, Map.of("name", "^A1"))).containsExactly("a100");
        assertThat(names(clearml, Map.of("tags", List.of("-gpu")))).containsExactly("default");
        assertThat(write(clearml, "queues.update", Map.of("queue", id, "display_name", "A 100")))
                .containsEntry("updated", 1)
                .containsEntry("fields", Map.of("display_name", "A 100"));
        assertThat(Plainly.map(read(clearml, "queues.get_by_id", Map.of("queue", id)), "queue"))
                .containsEntry("display_name", "A 100")
                .containsEntry("user", "__apiserver__");
        Map<String, Object> item = Map.of("key", "site", "type", "str", "value", "Bonn");
        write(clearml, "queues.add_or_update_metadata", Map.of("queue", id, "metadata", List.of(item)));
        assertThat(Plainly.map(read(clearml, "queues.get_by_id", Map.of("queue", id)), "queue"))
                .containsEntry("metadata", Map.of("site", item));
        assertThat(write(clearml, "queues.delete_metadata", Map.of("queue", id, "keys", List.of("site"))))
                .containsEntry("updated", 1);
        write(clearml, "queues.delete", Map.of("queue", id));
        refused(701, () -> read(clearml, "queues.get_by_id", Map.of("queue", id)));
    }

    @Test
    void queues_of_an_agent_are_hidden_unless_asked_for(ClearMl clearml) {
        write(clearml, "queues.create", Map.of("name", "k8s_scheduler", "system_tags", List.of("k8s-glue")));
        assertThat(names(clearml, Map.of())).containsExactly("default");
        assertThat(names(clearml, Map.of("search_hidden", true))).contains("k8s_scheduler");
        assertThat(names(clearml, Map.of("name", "k8s"))).containsExactly("k8s_scheduler");
    }

    @Test
    void waiting_tasks_are_moved_counted_and_cleared(ClearMl clearml) {
        String id = queue(clearml, "a100");
        for (String task : List.of("t1", "t2", "t3")) {
            write(clearml, "queues.add_task", Map.of("queue", id, "task", task));
        }
        refused(706, () -> write(clearml, "queues.add_task", Map.of("queue", id, "task", "t1")));
        refused(702, () -> write(clearml, "queues.delete", Map.of("queue", id)));
        refused(703, () -> write(clearml, "queues.remove_task", Map.of("queue", id, "task", "t9")));
        assertThat(write(clearml, "queues.move_task_to_front", Map.of("queue", id, "task", "t3")))
                .containsEntry("position", 0);
        assertThat(write(clearml, "queues.move_task_backward", Map.of("queue", id, "task", "t3", "count", 9)))
                .containsEntry("position", 2);
        assertThat(write(clearml, "queues.move_task_forward", Map.of("queue", id, "task", "t3")))
                .containsEntry("position", 1);
        assertThat(write(clearml, "queues.move_task_to_back", Map.of("queue", id, "task", "t1")))
                .containsEntry("position", 2);
        assertThat(read(clearml, "queues.peek_task", Map.of("queue", id))).containsEntry("task", "t3");
        assertThat(read(clearml, "queues.get_num_entries", Map.of("queue", id))).containsEntry("num", 3);
        Map<String, Object> joined = Plainly.list(
                        read(clearml, "queues.get_all_ex", Map.of("id", List.of(id), "max_task_entries", 1)), "queues")
                .get(0);
        assertThat(Plainly.list(joined, "entries")).hasSize(1);
        write(clearml, "queues.remove_task", Map.of("queue", id, "task", "t3"));
        assertThat(write(clearml, "queues.clear_queue", Map.of("queue", id)))
                .containsEntry("removed_tasks", List.of("t2", "t1"));
        assertThat(read(clearml, "queues.peek_task", Map.of("queue", id))).doesNotContainKey("task");
        Map<String, Object> metrics = Plainly.list(
                        read(
                                clearml,
                                "queues.get_queue_metrics",
                                Map.of("from_date", 0, "to_date", 20, "interval", 10, "queue_ids", List.of(id))),
                        "queues")
                .get(0);
        assertThat(metrics).containsEntry("dates", List.of(0, 10)).containsEntry("queue_lengths", List.of(0, 0));
    }

    @Test
    void a_worker_registers_reports_and_leaves(ClearMl clearml) {
        String queue = queue(clearml, "a100");
        refused(701, () -> write(clearml, "workers.register", Map.of("worker", "host:0", "queues", List.of("nosuch"))));
        write(clearml, "workers.register", Map.of("worker", "host:0", "queues", List.of(queue), "tags", List.of("a")));
        assertThat(read(clearml, "workers.get_count", Map.of("worker_pattern", "host:*")))
                .containsEntry("count", 1);
        assertThat(read(clearml, "workers.get_count", Map.of("tags", List.of("b"))))
                .containsEntry("count", 0);
        write(
                clearml,
                "workers.status_report",
                Map.of(
                        "worker",
                        "host:0",
                        "task",
                        "t1",
                        "timestamp",
                        1,
                        "machine_stats",
                        Map.of("cpu_usage", List.of(10, 30), "memory_free", 5)));
        Map<String, Object> worker = Plainly.list(read(clearml, "workers.get_all", Map.of()), "workers")
                .get(0);
        assertThat(worker).containsEntry("task", Map.of("id", "t1")).containsKey("last_report_time");
        assertThat(Plainly.list(worker, "queues").get(0)).containsEntry("name", "a100");
        assertThat(Plainly.list(
                        Plainly.list(read(clearml, "queues.get_all_ex", Map.of("id", List.of(queue))), "queues")
                                .get(0),
                        "workers"))
                .hasSize(1);
        assertThat(read(clearml, "workers.get_metric_keys", Map.of()))
                .containsEntry(
                        "categories",
                        List.of(
                                Map.of("name", "cpu", "metric_keys", List.of("cpu_usage")),
                                Map.of("name", "memory", "metric_keys", List.of("memory_free"))));
        write(clearml, "workers.unregister", Map.of("worker", "host:0"));
        write(clearml, "workers.unregister", Map.of("worker", "host:0"));
        assertThat(Plainly.list(read(clearml, "workers.get_all", Map.of()), "workers"))
                .isEmpty();
    }

    @Test
    void reports_of_workers_are_returned_by_interval() {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        try (FakeClearMl fake = FakeClearMl.builder()
                        .clock(Clock.fixed(now, ZoneOffset.UTC))
                        .tokenLifetime(Duration.ofDays(9999))
                        .start();
                ClearMl clearml = fake.connect()) {
            write(
                    clearml,
                    "workers.status_report",
                    Map.of("worker", "w", "timestamp", 1, "machine_stats", Map.of("gpu_usage", List.of(20, 40))));
            long from = now.getEpochSecond() - 10;
            Map<String, Object> span = Map.of("from_date", from, "to_date", from + 20, "interval", 10);
            assertThat(read(clearml, "workers.get_activity_report", span))
                    .isEqualTo(Map.of(
                            "total", Map.of("dates", List.of((int) from, (int) from + 10), "counts", List.of(0, 1)),
                            "active", Map.of("dates", List.of((int) from, (int) from + 10), "counts", List.of(0, 0))));
            Map<String, Object> query =
                    Plainly.with(span, Map.of("items", List.of(Map.of("key", "gpu_usage", "aggregation", "avg"))));
            Map<String, Object> metric = Plainly.list(
                            Plainly.list(read(clearml, "workers.get_stats", query), "workers")
                                    .get(0),
                            "metrics")
                    .get(0);
            assertThat(metric)
                    .containsEntry(
                            "stats",
                            List.of(Map.of(
                                    "aggregation", "avg", "dates", List.of((int) from + 10), "values", List.of(30.0))));
            assertThat(Plainly.list(
                            Plainly.list(
                                            read(
                                                    clearml,
                                                    "workers.get_stats",
                                                    Plainly.with(query, Map.of("split_by_variant", true))),
                                            "workers")
                                    .get(0),
                            "metrics"))
                    .hasSize(2);
        }
    }

    @Test
    void everyone_sees_the_queues_and_workers_of_the_own_tenant_only(FakeClearMl fake, ClearMl clearml) {
        FakeUser ann = fake.addUser("Ann", Role.USER, fake.addCompany("Acme"));
        String id = queue(clearml, "a100");
        write(clearml, "workers.register", Map.of("worker", "host:0"));
        try (ClearMl own = fake.connect(ann)) {
            refused(701, () -> read(own, "queues.get_by_id", Map.of("queue", id)));
            assertThat(names(own, Map.of())).isEmpty();
            refused(707, () -> read(own, "queues.get_default", Map.of()));
            assertThat(read(own, "workers.get_count", Map.of())).containsEntry("count", 0);
        }
    }
}
