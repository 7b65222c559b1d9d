package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import io.clearmladmin.house.TestClock;
import io.clearmladmin.testkit.FakeClearMl;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskLookupTest {

    private final TestClock clock = new TestClock();
    private final ManyTenants server = new ManyTenants();
    private final FakeClearMl fake = server.fake;

    @AfterEach
    void close() {
        server.close();
    }

    private TaskLookup lookup() {
        return TaskLookup.of(server.root, clock);
    }

    private void task(String tenant, int number) {
        server.task(tenant, number);
    }

    private static TaskPod pod(int number, String tenant) {
        String json = "{\"metadata\":{\"name\":\"" + PodLives.name(PodLives.taskId(number)) + "\"}}";
        try (JsonParser parser = PodReader.JSON.createParser(json)) {
            parser.nextToken();
            return new PodReader(Set.of())
                    .read(parser)
                    .withTenant(Optional.of(tenant).filter(id -> !id.isEmpty()));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private int calls() {
        return server.taskCalls.size();
    }

    @Test
    void tasks_of_many_pods_are_looked_up_in_their_tenants_with_one_call_for_each() {
        String blue = fake.addCompany("Blue");
        String red = fake.addCompany("Red");
        IntStream.range(0, 100).forEach(number -> task(number % 2 == 0 ? blue : red, number));
        List<TaskPod> pods = IntStream.range(0, 100)
                .mapToObj(number -> pod(number, number % 2 == 0 ? blue : red))
                .toList();
        TaskLookup lookup = lookup();
        assertThat(lookup.details(pods.get(0))).as("before it was looked up").isEqualTo(TaskDetails.UNKNOWN);
        lookup.load(pods);
        lookup.load(pods);
        assertThat(calls()).isEqualTo(2);
        assertThat(lookup.details(pods.get(3)))
                .isEqualTo(new TaskDetails(
                        Optional.of("train 3"),
                        Optional.of("p1"),
                        Optional.of("vision/detection"),
                        Optional.of("u1"),
                        Optional.of("Ada"),
                        Optional.of("Red")));
        assertThat(pods)
                .allSatisfy(pod -> assertThat(lookup.details(pod).name()).isPresent());
        assertThat(server.taskCalls.get(0).path("only_fields"))
                .extracting(JsonNode::asText)
                .containsExactly("id", "name", "project.id", "project.name", "user.id", "user.name");
    }

    @Test
    void a_task_of_a_tenant_that_is_not_known_is_found_in_the_one_that_has_it() {
        String blue = fake.addCompany("Blue");
        task(blue, 1);
        TaskLookup lookup = lookup();
        lookup.load(List.of(pod(1, "")));
        assertThat(lookup.details(pod(1, "")).userName()).contains("Ada");
        assertThat(lookup.details(pod(1, "")).tenantName()).isEmpty();
    }

    @Test
    void a_tenant_that_is_made_later_is_found_half_a_minute_after_the_last_list() {
        TaskLookup lookup = lookup();
        lookup.load(List.of(pod(1, "")));
        String blue = fake.addCompany("Blue");
        task(blue, 1);
        task(blue, 2);
        lookup.load(List.of(pod(2, blue)));
        assertThat(lookup.details(pod(2, blue)).tenantName())
                .as("listed a moment ago")
                .isEmpty();
        clock.forward(TenantViews.LEAST_AGE);
        lookup.load(List.of(pod(1, ""), pod(2, blue)));
        assertThat(lookup.details(pod(1, "")).name()).contains("train 1");
        assertThat(lookup.details(pod(2, blue)).name()).contains("train 2");
        assertThat(lookup.details(pod(2, blue)).tenantName()).contains("Blue");
    }

    @Test
    void a_server_that_fails_leaves_tasks_unknown_for_now_and_what_was_known_serves_on() {
        String blue = fake.addCompany("Blue");
        task(blue, 1);
        task(blue, 2);
        TaskLookup lookup = lookup();
        lookup.load(List.of(pod(1, blue)));
        clock.forward(Lookup.KNOWN);
        server.refuse("*");
        for (int time = 0; time < 3; time++) {
            lookup.load(List.of(pod(1, blue), pod(2, blue)));
        }
        assertThat(lookup.details(pod(1, blue)).name()).contains("train 1");
        assertThat(lookup.details(pod(2, blue)).name()).isEmpty();
        assertThat(lookup.failures()).isPositive();
        server.refuse("");
        clock.forward(Lookup.PAUSE);
        lookup.load(List.of(pod(2, blue)));
        assertThat(lookup.details(pod(2, blue)).name()).contains("train 2");
    }

    @Test
    void references_may_come_as_bare_ids_and_a_task_without_a_project_has_none() {
        String id = PodLives.taskId(7);
        server.tasks.put(FakeClearMl.DEFAULT_COMPANY, Map.of(id, Map.of("id", id, "name", "", "user", "u9")));
        TaskLookup lookup = lookup();
        lookup.load(List.of(pod(7, FakeClearMl.DEFAULT_COMPANY)));
        TaskDetails details = lookup.details(pod(7, FakeClearMl.DEFAULT_COMPANY));
        assertThat(details.userId()).contains("u9");
        assertThat(details.userName()).isEmpty();
        assertThat(details.projectId()).isEmpty();
        assertThat(details.name()).isEmpty();
    }

    @Test
    void views_that_are_given_are_looked_up_one_after_the_other() {
        String blue = fake.addCompany("Blue");
        task(blue, 1);
        TaskLookup lookup = TaskLookup.of(List.of(server.root, server.root.inTenant(blue)));
        lookup.load(List.of(pod(1, blue)));
        assertThat(lookup.details(pod(1, blue)).name()).contains("train 1");
        assertThat(calls()).isEqualTo(2);
    }
}
