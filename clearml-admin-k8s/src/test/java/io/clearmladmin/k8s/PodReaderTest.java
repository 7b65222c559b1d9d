package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.clearmladmin.k8s.TaskPod.Compute;
import io.clearmladmin.k8s.TaskPod.State;
import io.clearmladmin.k8s.TaskPod.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PodReaderTest {

    private static final String TASK = "0123456789abcdef0123456789abcdef";
    private static final Instant CREATED = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant STARTED = Instant.parse("2026-11-21T10:01:00Z");
    private static final Instant FINISHED = Instant.parse("2026-11-21T10:05:00Z");

    private static TaskPod read(String json, String... keptLabels) throws IOException {
        // Bytes, as they come over the wire.
        try (JsonParser parser = PodReader.JSON.createParser(json.getBytes(StandardCharsets.UTF_8))) {
            parser.nextToken();
            TaskPod pod = new PodReader(Set.of(keptLabels)).read(parser);
            assertThat(parser.nextToken()).as("read to its end").isNull();
            return pod;
        }
    }

    private static Status status(String status) throws IOException {
        return read("{'metadata':{'name':'clearml-id-%s','creationTimestamp':'2026-11-21T10:00:00Z'},'status':%s}"
                        .formatted(TASK, status)
                        .replace('\'', '"'))
                .status();
    }

    private static String container(String state) {
        return "{'name':'main','restartCount':0,'state':" + state + "}";
    }

    private static TaskPod named(String name, String labels) throws IOException {
        return read(
                "{'metadata':{'name':'%s','labels':%s}}".formatted(name, labels).replace('\'', '"'));
    }

    @Test
    void a_whole_pod_is_read() throws IOException {
        TaskPod pod = read("""
                {"kind":"Pod","apiVersion":"v1","metadata":{"name":"clearml-id-%1$s","namespace":"clearml","uid":"u-1",
                "resourceVersion":"42","creationTimestamp":"2026-11-21T10:00:00Z","labels":{"CLEARML":"agent-0a1b2c3d",
                "clearml-agent-queue":"q1","clearml-agent-queue-name":"gpu-queue","clearml-task-id":"%1$s",
                "clearml-parent-task-id":"p1","team":"blue","app":"canary"},"annotations":{"note":"canary"},
                "managedFields":[{"fieldsV1":{"f:metadata":{}}}]},
                "spec":{"priorityClassName":"high","priority":1000,"nodeName":"node-1","volumes":[{"name":"v"}],"containers":[
                {"name":"a","image":"first:1","env":[{"name":"K","value":"canary"}],"args":["canary"],
                "resources":{"requests":{"cpu":"500m","memory":"1Gi","nvidia.com/gpu":"2"},
                "limits":{"cpu":"2","memory":"2Gi","nvidia.com/gpu":"2"}}},
                {"name":"b","image":"second:1","resources":{"requests":{"cpu":"0.5","memory":"1e3"}}}]},
                "status":{"phase":"Running","startTime":"2026-11-21T10:00:30Z","containerStatuses":[
                {"name":"a","restartCount":1,"state":{"running":{"startedAt":"2026-11-21T10:02:00Z"}},
                "lastState":{"terminated":{"startedAt":"2026-11-21T10:01:00Z","message":"canary"}}}]}}
                """.formatted(TASK), "team");
        assertThat(pod)
                .isEqualTo(new TaskPod(
                        "clearml",
                        "clearml-id-" + TASK,
                        "u-1",
                        "42",
                        TASK,
                        Optional.of("p1"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("q1"),
                        Optional.of("gpu-queue"),
                        "agent-0a1b2c3d",
                        Optional.empty(),
                        Map.of("team", "blue"),
                        new Status(
                                State.RUNNING,
                                "Running",
                                "",
                                "",
                                STARTED,
                                Optional.of(STARTED),
                                Optional.empty(),
                                Optional.empty(),
                                1,
                                false,
                                Optional.empty()),
                        new Compute(500, 1L << 30),
                        new Compute(2_000, 2L << 30),
                        Gpus.nvidia(2),
                        Optional.of("high"),
                        Optional.of("node-1"),
                        "a",
                        true,
                        "first:1",
                        CREATED));
        assertThat(pod.toString()).doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"metadata\":null,\"spec\":null,\"status\":null}",
                "{\"metadata\":7,\"spec\":\"text\",\"status\":[1,{\"a\":[2]}]}",
                "{\"metadata\":{\"labels\":null,\"ownerReferences\":null,\"creationTimestamp\":\"soon\",\"name\":null}}",
                "{\"metadata\":{\"labels\":{\"CLEARML\":{\"a\":1}},\"ownerReferences\":[null,1,{\"kind\":null}]}}",
                "{\"spec\":{\"containers\":[null,{\"resources\":null},{\"resources\":{\"requests\":{\"cpu\":null}}}]}}",
                "{\"status\":{\"conditions\":[null,{}],\"containerStatuses\":[null,{\"state\":null},{\"state\":{\"waiting\":null}}]}}",
                "{\"status\":{\"containerStatuses\":[{\"restartCount\":\"many\",\"state\":{\"terminated\":{\"exitCode\":1.5}}}]}}",
                "{\"new\":{\"deep\":[{\"deeper\":[[]]}]}}"
            })
    void odd_pods_are_read_leniently(String json) throws IOException {
        TaskPod pod = read(json);
        assertThat(pod.status().state()).isEqualTo(State.PENDING);
        assertThat(pod.created()).isEqualTo(Instant.EPOCH);
        assertThat(pod.taskId()).isEmpty();
        assertThat(pod.requests()).isEqualTo(new Compute(0, 0));
    }

    @Test
    void of_a_bookmark_there_is_the_version() throws IOException {
        TaskPod pod = read(
                "{\"kind\":\"Pod\",\"metadata\":{\"resourceVersion\":\"77\",\"creationTimestamp\":null},\"spec\":{\"containers\":null},"
                        + "\"status\":{}}");
        assertThat(pod.resourceVersion()).isEqualTo("77");
        assertThat(pod.uid()).isEmpty();
    }

    @Test
    void several_pods_are_read_one_after_the_other_and_share_their_words() throws IOException {
        String json =
                "[{'metadata':{'namespace':'one'},'spec':{'nodeName':'n'}},{'metadata':{'namespace':'one'},'spec':{'nodeName':'n'}}]"
                        .replace('\'', '"');
        try (JsonParser parser = PodReader.JSON.createParser(json.getBytes(StandardCharsets.UTF_8))) {
            PodReader reader = new PodReader(Set.of());
            parser.nextToken();
            parser.nextToken();
            TaskPod one = reader.read(parser);
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            TaskPod other = reader.read(parser);
            assertThat(one.namespace()).isSameAs(other.namespace());
            assertThat(one.node()).isSameAs(other.node());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "500m,500",
        "2,2000",
        "0.5,500",
        "1e3,1000000",
        "100u,1",
        "1k,1000000",
        "'',0",
        "lots,0",
        "-1,0",
        "1E99,9223372036854775807"
    })
    void cpu_is_read_in_thousandths(String quantity, long millis) throws IOException {
        assertThat(resources("cpu", quantity).cpuMillis()).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({
        "1Gi,1073741824",
        "1G,1000000000",
        "128974848,128974848",
        "1e3,1000",
        "1500m,2",
        "0.5Ki,512",
        "1Ti,1099511627776",
        "1XB,0"
    })
    void memory_is_read_in_bytes(String quantity, long bytes) throws IOException {
        assertThat(resources("memory", quantity).memoryBytes()).isEqualTo(bytes);
    }

    private static Compute resources(String name, String quantity) throws IOException {
        return read("{'spec':{'containers':[{'resources':{'requests':{'%s':'%s'}}}]}}"
                        .formatted(name, quantity)
                        .replace('\'', '"'))
                .requests();
    }

    @Test
    void the_task_is_read_from_the_label_else_from_the_name() throws IOException {
        assertThat(named("clearml-id-" + TASK, "{'clearml-task-id':'other'}").taskId())
                .isEqualTo("other");
        for (String name : List.of("clearml-id-" + TASK, "own-prefix-" + TASK, "clearml-id-" + TASK + "-3")) {
            assertThat(named(name, "{'TRAINS':'agent'}").taskId()).isEqualTo(TASK);
            assertThat(named(name, "{'TRAINS':'agent'}").agent()).isEqualTo("agent");
        }
        assertThat(named("clearml-id-" + TASK + "0", "{}").taskId()).isEmpty();
    }

    @Test
    void ranks_and_jobs_are_distinguished() throws IOException {
        assertThat(named("clearml-id-" + TASK, "{}").rank()).isEmpty();
        assertThat(named("clearml-id-" + TASK + "-12", "{}").rank()).contains(12);
        TaskPod tried = named("clearml-id-" + TASK + "-24567", "{'job-name':'clearml-id-" + TASK + "'}");
        assertThat(tried.rank()).isEmpty();
        assertThat(tried.job()).contains("clearml-id-" + TASK);
        TaskPod ranked = named("clearml-id-" + TASK + "-1-x2z4w", "{'job-name':'clearml-id-" + TASK + "-1'}");
        assertThat(ranked.rank()).contains(1);
        TaskPod owned = read(("{'metadata':{'name':'clearml-id-" + TASK
                        + "-x2z4w','ownerReferences':[{'name':'rs','kind':'ReplicaSet'},{'kind':'Job','name':'clearml-id-"
                        + TASK
                        + "'}]}}")
                .replace('\'', '"'));
        assertThat(owned.job()).contains("clearml-id-" + TASK);
    }

    @Test
    void a_pod_that_cannot_be_scheduled_says_why() throws IOException {
        Status status = status("{'phase':'Pending','conditions':[{'type':'PodScheduled','status':'False',"
                + "'reason':'Unschedulable','message':'0/3 nodes are available: 3 Insufficient nvidia.com/gpu.'}]}");
        assertThat(status.state()).isEqualTo(State.PENDING);
        assertThat(status.reason()).isEqualTo("Unschedulable");
        assertThat(status.message()).contains("Insufficient nvidia.com/gpu");
        assertThat(status.since()).isEqualTo(CREATED);
    }

    @Test
    void a_pod_that_waits_says_for_what_and_trouble_goes_first() throws IOException {
        String creating = container("{'waiting':{'reason':'ContainerCreating'}}");
        String pulling = container(
                "{'waiting':{'reason':'ImagePullBackOff','message':'Back-off pulling image \\\\u0022x\\\\u0022'}}");
        assertThat(status("{'phase':'Pending','containerStatuses':[" + creating + "]}")
                        .reason())
                .isEqualTo("ContainerCreating");
        Status stuck =
                status("{'phase':'Pending','conditions':[{'type':'PodScheduled','status':'True'}],'containerStatuses':["
                        + creating + "," + pulling + "]}");
        assertThat(stuck.reason()).isEqualTo("ImagePullBackOff");
        assertThat(stuck.message()).startsWith("Back-off pulling image");
        Status init = status("{'phase':'Pending','initContainerStatuses':["
                + container("{'waiting':{'reason':'CreateContainerConfigError'}}") + "],'containerStatuses':["
                + container("{'waiting':{'reason':'PodInitializing'}}") + "]}");
        assertThat(init.reason()).isEqualTo("CreateContainerConfigError");
    }

    @Test
    void messages_that_may_quote_the_command_or_the_log_are_not_kept() throws IOException {
        Status waiting = status("{'phase':'Pending','containerStatuses':["
                + container("{'waiting':{'reason':'RunContainerError','message':'exec canary'}}") + "]}");
        assertThat(waiting.reason()).isEqualTo("RunContainerError");
        Status ended = status("{'phase':'Failed','containerStatuses':["
                + container("{'terminated':{'reason':'Error','exitCode':1,'message':'canary'}}") + "]}");
        assertThat(waiting + "" + ended).doesNotContain("canary");
    }

    @Test
    void a_pod_succeeds_and_fails() throws IOException {
        Status succeeded = status(
                "{'phase':'Succeeded','containerStatuses':[" + ended("'exitCode':0,'reason':'Completed'") + "]}");
        assertThat(succeeded)
                .isEqualTo(new Status(
                        State.SUCCEEDED,
                        "Succeeded",
                        "",
                        "",
                        FINISHED,
                        Optional.of(STARTED),
                        Optional.of(FINISHED),
                        Optional.of(0),
                        0,
                        false,
                        Optional.empty()));
        Status killed =
                status("{'phase':'Failed','containerStatuses':[" + ended("'exitCode':137,'reason':'OOMKilled'") + "]}");
        assertThat(killed.state()).isEqualTo(State.FAILED);
        assertThat(killed.reason()).isEqualTo("OOMKilled");
        assertThat(killed.message()).isEqualTo("exit code 137");
        assertThat(killed.exitCode()).contains(137);
        assertThat(status("{'phase':'Failed','containerStatuses':[" + ended("'exitCode':0,'signal':9,'reason':'Error'")
                                + "]}")
                        .message())
                .isEqualTo("signal 9");
        Status late = status("{'phase':'Failed','reason':'DeadlineExceeded','message':'Pod was active too long',"
                + "'containerStatuses':[" + ended("'exitCode':143,'reason':'Error'") + "]}");
        assertThat(late.reason()).isEqualTo("DeadlineExceeded");
        assertThat(late.message()).isEqualTo("Pod was active too long");
    }

    private static String ended(String how) {
        return container(
                "{'terminated':{" + how + ",'startedAt':'2026-11-21T10:01:00Z','finishedAt':'2026-11-21T10:05:00Z'}}");
    }

    @Test
    void a_pod_whose_init_container_fails_has_no_exit_code_of_its_own() throws IOException {
        Status status = status("{'phase':'Failed','initContainerStatuses':[" + ended("'exitCode':2,'reason':'Error'")
                + "],'containerStatuses':[" + container("{'waiting':{'reason':'PodInitializing'}}") + "]}");
        assertThat(status.state()).isEqualTo(State.FAILED);
        assertThat(status.message()).isEqualTo("exit code 2");
        assertThat(status.exitCode()).isEmpty();
        assertThat(status.since()).isEqualTo(FINISHED);
    }

    @Test
    void a_pod_is_driven_off_its_node() throws IOException {
        Status byKubelet =
                status("{'phase':'Failed','reason':'Evicted','message':'The node was low on resource: memory.',"
                        + "'startTime':'2026-11-21T10:01:00Z'}");
        assertThat(byKubelet.state()).isEqualTo(State.EVICTED);
        assertThat(byKubelet.reason()).isEqualTo("Evicted");
        assertThat(byKubelet.since()).isEqualTo(STARTED);
        Status preempted = status("{'phase':'Failed','conditions':[{'type':'DisruptionTarget','status':'True',"
                + "'reason':'PreemptionByScheduler','lastTransitionTime':'2026-11-21T10:05:00Z'}]}");
        assertThat(preempted.state()).isEqualTo(State.EVICTED);
        assertThat(preempted.reason()).isEqualTo("PreemptionByScheduler");
        assertThat(preempted.since()).isEqualTo(FINISHED);
        Status withoutComplaint =
                status("{'phase':'Succeeded','conditions':[{'type':'DisruptionTarget','status':'True',"
                        + "'reason':'EvictionByEvictionAPI'}],'containerStatuses':[" + ended("'exitCode':0") + "]}");
        assertThat(withoutComplaint.state()).isEqualTo(State.EVICTED);
        Status stillRunning = status("{'phase':'Running','conditions':[{'type':'DisruptionTarget','status':'True'}]}");
        assertThat(stillRunning.state()).isEqualTo(State.RUNNING);
        Status called = status("{'phase':'Running','conditions':[{'type':'DisruptionTarget','status':'False'}]}");
        assertThat(called.state()).isEqualTo(State.RUNNING);
    }

    @Test
    void a_pod_of_a_silent_node_is_unknown() throws IOException {
        assertThat(status("{'phase':'Unknown'}").state()).isEqualTo(State.UNKNOWN);
        assertThat(status("{'phase':'Dreaming'}").state()).isEqualTo(State.UNKNOWN);
        Status lost = status("{'phase':'Running','reason':'NodeLost','message':'Node node-1 is unresponsive'}");
        assertThat(lost.state()).isEqualTo(State.UNKNOWN);
        assertThat(lost.reason()).isEqualTo("NodeLost");
    }

    @Test
    void a_requested_deletion_is_no_state_of_its_own() throws IOException {
        TaskPod pod = read(
                "{\"metadata\":{\"deletionTimestamp\":\"2026-11-21T10:05:00Z\"},\"status\":{\"phase\":\"Running\"}}");
        assertThat(pod.status().state()).isEqualTo(State.RUNNING);
        assertThat(pod.status().deletion()).contains(FINISHED);
        assertThat(pod.status().finished()).isEmpty();
        TaskPod inGrace =
                read("{\"metadata\":{\"deletionTimestamp\":\"2026-11-21T10:05:30Z\",\"deletionGracePeriodSeconds\":30},"
                        + "\"status\":{\"phase\":\"Failed\"}}");
        assertThat(inGrace.status().deletion()).as("when it was requested").contains(FINISHED);
        assertThat(inGrace.status().finished()).as("not by its deletion").isEmpty();
    }

    @Test
    void an_end_is_known_by_the_container_else_by_the_conditions() throws IOException {
        String disrupted = "{'type':'DisruptionTarget','status':'True','lastTransitionTime':'2026-11-21T10:05:00Z'}";
        String unready = "{'type':'Ready','status':'False','lastTransitionTime':'2026-11-21T10:05:00Z'}";
        for (String condition : List.of(disrupted, unready)) {
            Status ended =
                    status("{'phase':'Failed','reason':'Evicted','startTime':'2026-11-21T10:01:00Z','conditions':["
                            + condition + "]}");
            assertThat(ended.state()).isEqualTo(State.EVICTED);
            assertThat(ended.finished()).contains(FINISHED);
        }
        Status silent = status("{'phase':'Failed','reason':'Evicted','startTime':'2026-11-21T10:01:00Z'}");
        assertThat(silent.finished()).isEmpty();
        assertThat(silent.started()).isEmpty();
    }

    @Test
    void long_messages_are_cut() throws IOException {
        Status status = status("{'phase':'Failed','reason':'Evicted','message':'" + "x".repeat(1_000) + "'}");
        assertThat(status.message()).hasSize(256);
    }
}
