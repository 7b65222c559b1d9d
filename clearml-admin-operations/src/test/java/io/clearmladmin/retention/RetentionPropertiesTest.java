package io.clearmladmin.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.calls.CallOptions;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.tasks.TaskStatus;
import io.clearmladmin.testkit.calls.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong wherever it goes wrong, applied again the end is that of a run in which nothing did. */
class RetentionPropertiesTest {

    private static final int BATCH = 3;
    private static final List<String> STATUSES = List.of(
            "created",
            "queued",
            "in_progress",
            "stopped",
            "failed",
            "completed",
            "completed",
            "completed",
            "published");

    private AgedServer server = new AgedServer();

    @AfterEach
    void close() {
        server.close();
    }

    /** Tasks and models of all kinds, the same for a seed. */
    private void fill(Random random) {
        String inside = server.project("inside");
        server.project("inside/below");
        List<String> parents = new ArrayList<>();
        int count = 6 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            if (i == count - 2) {
                server.age();
            }
            Map<String, Object> more = new HashMap<>();
            if (random.nextInt(3) > 0) {
                more.put("project", inside);
            }
            if (random.nextInt(3) == 0) {
                more.put("tags", List.of("tmp"));
            }
            if (random.nextInt(8) == 0) {
                more.put("system_tags", List.of("dataset"));
            }
            if (!parents.isEmpty() && random.nextInt(3) == 0) {
                more.put("parent", parents.get(random.nextInt(parents.size())));
            }
            String id = server.task("task " + i, new TaskStatus(STATUSES.get(random.nextInt(STATUSES.size()))), more);
            parents.add(id);
            if (random.nextInt(3) == 0) {
                server.call("tasks.update", Map.of("task", id, "system_tags", List.of("archived")));
            }
            if (random.nextInt(2) == 0) {
                server.model("model " + i, Map.of("task", id, "ready", random.nextInt(4) == 0));
            }
        }
    }

    private static RetentionRule rule(Random random) {
        RetentionRule.Builder rule = switch (random.nextInt(4)) {
            case 0 -> RetentionRule.archiveTasks();
            case 1 -> RetentionRule.deleteModels();
            default -> RetentionRule.deleteTasks();
        };
        rule.olderThan(AgedServer.YEAR);
        if (random.nextInt(3) == 0) {
            rule.tags(List.of("-tmp"));
        }
        return rule.includePublished(random.nextInt(4) == 0).build();
    }

    private Map<String, String> state() {
        Map<String, String> all = new TreeMap<>(server.tasks());
        all.putAll(server.models());
        return all;
    }

    private RetentionReport apply(ClearMl clearml, RetentionRule rule) {
        Retention retention = new Retention(clearml, server.clock, BATCH);
        return retention.apply(retention.plan(rule));
    }

    private void begin(long seed) {
        server.close();
        server = new AgedServer();
        fill(new Random(seed));
    }

    static LongStream many() {
        return LongStream.rangeClosed(2, 5);
    }

    @ParameterizedTest
    @ValueSource(longs = 1)
    void nothing_that_runs_or_is_published_is_touched_and_applying_again_writes_nothing(long seed) {
        begin(seed);
        RetentionRule rule = rule(new Random(-seed));
        Map<String, String> before = state();
        assertThat(apply(server.clearml, rule).isComplete()).isTrue();
        Map<String, String> after = state();
        before.forEach((name, what) -> {
            boolean isActive = what.startsWith("in_progress") || what.startsWith("queued");
            boolean isProtected =
                    what.startsWith("published") && !rule.includePublished().orElse(false);
            if (isActive || isProtected) {
                assertThat(after).as("seed %s", seed).containsEntry(name, what);
            }
        });
        apply(server.clearml, rule);
        assertThat(state()).isEqualTo(after);
    }

    @ParameterizedTest
    @ValueSource(longs = 1)
    void a_fault_at_any_call_changes_nothing_in_the_end(long seed) {
        everyPosition(seed, Fault.dropRequest().times(1));
        everyPosition(seed, Fault.cutResponse().times(1));
        everyPosition(seed, Fault.storeDown().times(1));
    }

    @ParameterizedTest
    @ValueSource(longs = 1)
    void a_run_that_is_cut_off_at_any_call_is_finished_by_the_next(long seed) {
        everyPosition(seed, Fault.dropRequest());
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("many")
    void so_it_is_for_many_more(long seed) {
        nothing_that_runs_or_is_published_is_touched_and_applying_again_writes_nothing(seed);
        a_fault_at_any_call_changes_nothing_in_the_end(seed);
        everyPosition(seed, Fault.dropResponse().times(1));
        everyPosition(seed, Fault.storeDown());
        everyPosition(seed, Fault.dropRequest());
    }

    private void everyPosition(long seed, Fault fault) {
        RetentionRule rule = rule(new Random(-seed));
        begin(seed);
        int filled = server.fake.recordedCalls().size();
        apply(server.clearml, rule);
        int calls = server.fake.recordedCalls().size() - filled;
        Map<String, String> undisturbed = state();
        for (int position = 0; position < calls; position++) {
            begin(seed);
            disturbed(rule, fault.after(position));
            assertThat(apply(server.clearml, rule).isComplete()).isTrue();
            assertThat(state())
                    .as("seed %s, %s at call %s, %s", seed, fault.kind(), position, rule)
                    .isEqualTo(undisturbed);
        }
    }

    // Without retries of its own, so that the run itself sees every fault.
    private void disturbed(RetentionRule rule, Fault fault) {
        server.fake.inject(fault);
        try {
            apply(server.clearml.with(CallOptions.builder().maxAttempts(1).build()), rule);
        } catch (ClearMlException seen) {
            assertThat(seen).hasMessageNotContaining("null");
        } finally {
            server.fake.clearFaults();
        }
    }
}
