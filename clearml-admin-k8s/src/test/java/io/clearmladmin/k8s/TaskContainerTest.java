package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.k8s.TaskPod.Compute;
import io.clearmladmin.k8s.TaskPod.State;
import io.clearmladmin.k8s.TaskPod.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A pod is judged by the container that runs its task, whatever stands beside it. */
class TaskContainerTest {

    private static final String TASK = "0123456789abcdef0123456789abcdef";
    private static final String POD = "clearml-id-" + TASK;
    private static final String RAN = "'startedAt':'2026-11-21T10:01:00Z','finishedAt':'2026-11-21T10:05:00Z'";
    private static final String RUNNING = "{'running':{'startedAt':'2026-11-21T10:00:50Z'}}";
    private static final Instant FINISHED = Instant.parse("2026-11-21T10:05:00Z");

    private static TaskPod recorded(String file) throws IOException {
        try (InputStream json = TaskContainerTest.class.getResourceAsStream("cases/" + file)) {
            return SamplePods.read(new String(json.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static String spec(String... names) {
        return Arrays.stream(names)
                .map(name -> "{'name':'%1$s','image':'%1$s:1','resources':{'requests':{'cpu':'%2$s'}}}"
                        .formatted(name, name.length()))
                .collect(Collectors.joining(",", "'containers':[", "]"));
    }

    private static String state(String name, String state) {
        return "{'name':'%s','restartCount':0,'state':%s}".formatted(name, state);
    }

    private static String ended(String how) {
        return "{'terminated':{" + how + "," + RAN + "}}";
    }

    private static TaskPod pod(String name, String labels, String spec, String status) {
        return SamplePods.read("{'metadata':{'name':'%s','labels':%s},'spec':{%s},'status':%s}"
                .formatted(name, labels, spec, status)
                .replace('\'', '"'));
    }

    /** A pod of three containers, the task's in the middle, with these states. */
    private static Status status(String phase, String first, String task, String last, String more) {
        return pod(
                        POD,
                        "{}",
                        spec("istio-proxy", POD, "log") + more,
                        "{'phase':'" + phase + "','containerStatuses':[" + state("istio-proxy", first) + ","
                                + state(POD, task) + "," + state("log", last) + "]}")
                .status();
    }

    @Test
    void case_15_a_task_that_ended_beside_a_live_proxy_has_ended() throws IOException {
        Status ended = recorded("15-pod-main-ended-sidecar-runs/01-istio-main-dead.json")
                .status();
        assertThat(ended.state()).isEqualTo(State.SUCCEEDED);
        assertThat(ended.exitCode()).contains(0);
        assertThat(ended.finished()).contains(Instant.parse("2026-03-01T10:30:00Z"));
        assertThat(ended.since()).isEqualTo("2026-03-01T10:30:00Z");
        assertThat(ended.hasOthersRunning()).isTrue();
        assertThat(ended.phase()).isEqualTo("Running");

        TaskPod failed = recorded("15-pod-main-ended-sidecar-runs/03-sidecar-first-running-maindead.json");
        assertThat(failed.container()).isEqualTo("task-main");
        assertThat(failed.isContainerGuessed()).isFalse();
        assertThat(failed.image()).isEqualTo("train:1");
        assertThat(failed.status().state()).isEqualTo(State.FAILED);
        assertThat(failed.status().reason()).isEqualTo("Error");
        assertThat(failed.status().exitCode()).contains(1);
    }

    @Test
    void case_17_a_crash_loop_says_so_while_the_pod_runs() throws IOException {
        Status looping = recorded("17-pod-crashloop/04-crashloop.json").status();
        assertThat(looping.state()).isEqualTo(State.RUNNING);
        assertThat(looping.reason()).isEqualTo("CrashLoopBackOff");
        assertThat(looping.message()).isEqualTo("it ended with OOMKilled, exit code 137");
        assertThat(looping.restarts()).isEqualTo(7);
        assertThat(looping.started()).contains(Instant.parse("2026-03-01T10:01:00Z"));
        assertThat(looping.exitCode()).isEmpty();

        Status init = recorded("17-pod-crashloop/18-init-crashloop.json").status();
        assertThat(init.state()).isEqualTo(State.PENDING);
        assertThat(init.reason()).isEqualTo("CrashLoopBackOff");
        assertThat(init.restarts()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "06-gpu-amd.json, amd.com/gpu, 4",
        "07-gpu-gaudi.json, habana.ai/gaudi, 8",
        "11-gpu-intel.json, gpu.intel.com/i915, 1"
    })
    void case_18_gpus_of_other_makers_count(String file, String resource, long count) throws IOException {
        Gpus gpus = recorded("18-gpus-of-other-makers/" + file).gpus();
        assertThat(gpus.devices()).containsOnlyKeys(resource).containsEntry(resource, count);
        assertThat(gpus.whole()).isEqualTo(count);
        assertThat(gpus.other()).isEmpty();
    }

    @Test
    void case_18_parts_of_gpus_are_slices() throws IOException {
        Gpus mig = recorded("18-gpus-of-other-makers/12-mig.json").gpus();
        assertThat(mig.slices()).containsEntry("nvidia.com/mig-1g.10gb", 2L);
        assertThat(mig.migComputeSlices()).isEqualTo(2);
        assertThat(mig.whole()).isZero();
        assertThat(recorded("18-gpus-of-other-makers/10-gpu-shared.json").gpus().slices())
                .containsEntry("nvidia.com/gpu.shared", 1L);
    }

    @ParameterizedTest
    @CsvSource({
        // Named like the pod, in any place.
        "clearml-id-T, , side;clearml-id-T;other, clearml-id-T, false",
        "clearml-id-T, , clearml-id-T;istio-proxy, clearml-id-T, false",
        // Named like the Job, or like the task's pod without a rank.
        "clearml-id-T-x2z4w, clearml-id-T, side;clearml-id-T, clearml-id-T, false",
        "train-7-x2z4w, train-7, side;train-7, train-7, false",
        "clearml-id-T-3, , side;clearml-id-T, clearml-id-T, false",
        "own-T-1-x2z4w, own-T-1, side;own-T, own-T, false",
        // The only one that is no known sidecar.
        "clearml-id-T, , istio-proxy;main;fluent-bit, main, false",
        "clearml-id-T, , Vault-Agent;my-log-sidecar;main, main, false",
        "clearml-id-T, , only-proxy, only-proxy, false",
        // A guess.
        "clearml-id-T, , one;two, one, true",
        "clearml-id-T, , istio-proxy;one;two, istio-proxy, true",
        "clearml-id-T, , istio-proxy;fluent-bit, istio-proxy, true"
    })
    void the_tasks_container_is_found(String name, String job, String containers, String expected, boolean isGuessed) {
        String labels = job == null ? "{}" : "{'job-name':'" + job.replace("T", TASK) + "'}";
        String[] names = containers.replace("T", TASK).split(";");
        TaskPod pod = pod(name.replace("T", TASK), labels, spec(names), "{}");
        assertThat(pod.container()).isEqualTo(expected.replace("T", TASK));
        assertThat(pod.isContainerGuessed()).isEqualTo(isGuessed);
        assertThat(pod.image()).isEqualTo(pod.container() + ":1");
        assertThat(pod.requests()).isEqualTo(new Compute(pod.container().length() * 1_000L, 0));
    }

    @Test
    void a_sidecar_that_fails_or_cannot_start_does_not_fail_the_task() {
        String succeeded = ended("'exitCode':0,'reason':'Completed'");
        String failed = ended("'exitCode':1,'reason':'Error'");
        Status proxyFailed = status("Failed", failed, succeeded, succeeded, "");
        assertThat(proxyFailed.state()).isEqualTo(State.SUCCEEDED);
        assertThat(proxyFailed.exitCode()).contains(0);
        assertThat(proxyFailed.reason()).isEmpty();
        assertThat(proxyFailed.hasOthersRunning()).isFalse();

        String pulling = "{'waiting':{'reason':'ImagePullBackOff'}}";
        Status works = status("Pending", pulling, RUNNING, RUNNING, "");
        assertThat(works.state()).isEqualTo(State.RUNNING);
        assertThat(works.reason()).isEqualTo("ImagePullBackOff");
        assertThat(works.message()).isEqualTo("of container istio-proxy, not of the task's");
        assertThat(status("Running", failed, RUNNING, RUNNING, "").state()).isEqualTo(State.RUNNING);
        assertThat(status("Running", RUNNING, pulling, RUNNING, "").state()).isEqualTo(State.PENDING);
    }

    @Test
    void a_task_that_failed_beside_living_containers_has_failed() {
        Status killed = status("Running", RUNNING, ended("'exitCode':137,'reason':'OOMKilled'"), RUNNING, "");
        assertThat(killed.state()).isEqualTo(State.FAILED);
        assertThat(killed.reason()).isEqualTo("OOMKilled");
        assertThat(killed.message()).isEqualTo("exit code 137");
        assertThat(killed.since()).isEqualTo(FINISHED);
        assertThat(killed.hasOthersRunning()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Always, 0, RUNNING",
        "Always, 1, RUNNING",
        "OnFailure, 0, SUCCEEDED",
        "OnFailure, 1, RUNNING",
        "Never, 1, FAILED"
    })
    void a_task_that_is_started_again_has_not_ended(String policy, int exitCode, State expected) {
        String end = ended("'exitCode':" + exitCode + ",'reason':'Done'");
        Status status = status("Running", RUNNING, end, RUNNING, ",'restartPolicy':'" + policy + "'");
        assertThat(status.state()).isEqualTo(expected);
        assertThat(status.finished().isPresent()).isEqualTo(expected.isFinal());
    }

    @Test
    void a_native_sidecar_is_no_part_of_the_tasks_state() {
        TaskPod pod = pod(
                POD,
                "{}",
                spec(POD),
                "{'phase':'Running','initContainerStatuses':[" + state("log", RUNNING) + "],'containerStatuses':["
                        + state(POD, ended("'exitCode':0,'reason':'Completed'")) + "]}");
        assertThat(pod.status().state()).isEqualTo(State.SUCCEEDED);
        assertThat(pod.status().hasOthersRunning()).isTrue();
        assertThat(pod.status().started()).contains(Instant.parse("2026-11-21T10:01:00Z"));
    }

    @Test
    void a_node_drained_after_the_tasks_end_does_not_evict_the_task() {
        String end = ended("'exitCode':0,'reason':'Completed'");
        String statuses = "'containerStatuses':[" + state(POD, end) + "," + state("istio-proxy", RUNNING) + "]}";
        String drained = "{'phase':'Running','conditions':[{'type':'DisruptionTarget','status':'True',"
                + "'reason':'EvictionByEvictionAPI','lastTransitionTime':'2026-11-21T10:%s:00Z'}]," + statuses;
        String both = spec(POD, "istio-proxy");
        assertThat(pod(POD, "{}", both, drained.formatted("09")).status().state())
                .isEqualTo(State.SUCCEEDED);
        assertThat(pod(POD, "{}", both, drained.formatted("04")).status().state())
                .isEqualTo(State.EVICTED);
    }

    @Test
    void a_hook_that_fails_is_the_reason() {
        Status hook = status(
                "Running", RUNNING, "{'waiting':{'reason':'PostStartHookError','message':'canary'}}", RUNNING, "");
        assertThat(hook.reason()).isEqualTo("PostStartHookError");
        assertThat(hook.toString()).doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "istio-proxy",
                "linkerd-proxy",
                "vault-agent",
                "daprd",
                "cloud-sql-proxy",
                "fluent-bit",
                "filebeat",
                "gke-gcsfuse-sidecar",
                "otc-container",
                "datadog-agent",
                "log-sidecar",
                "queue-proxy"
            })
    void sidecars_are_known(String name) {
        assertThat(TaskContainer.isSidecar(name)).isTrue();
        assertThat(pod(POD, "{}", spec(name, "train"), "{}").container()).isEqualTo("train");
    }
}
