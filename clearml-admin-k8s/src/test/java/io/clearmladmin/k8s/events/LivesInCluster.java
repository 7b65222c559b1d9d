package io.clearmladmin.k8s.events;

import io.clearmladmin.k8s.PodLives;
import io.clearmladmin.k8s.events.Lives.Ending;
import io.clearmladmin.k8s.events.Lives.Gpu;
import io.clearmladmin.k8s.events.Lives.Plan;
import io.clearmladmin.k8s.events.Lives.Run;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pods in a namespace of a real API server; their statuses are what a kubelet writes. */
final class LivesInCluster implements Lives.Cluster {

    private static final String SIDECAR = "istio-proxy";

    private final PodLives pods;

    LivesInCluster(PodLives pods) {
        this.pods = pods;
    }

    private static String name(Plan plan) {
        return PodLives.name(PodLives.taskId(plan.number()));
    }

    @Override
    public String create(Plan plan) {
        return pods.create(PodLives.taskId(plan.number()), pod -> spec(plan, pod))
                .getMetadata()
                .getUid();
    }

    private static PodBuilder spec(Plan plan, PodBuilder pod) {
        Gpu gpu = plan.gpu();
        Map<String, Quantity> gpus =
                gpu.count == 0 ? Map.of() : Map.of(gpu.resource, new Quantity(String.valueOf(gpu.count)));
        var spec = pod.editSpec()
                .withRestartPolicy(plan.restarts() > 0 ? "OnFailure" : "Never")
                .editFirstContainer()
                .withResources(new ResourceRequirementsBuilder()
                        .withRequests(gpus)
                        .withLimits(gpus)
                        .build())
                .endContainer();
        if (plan.hasSidecar()) {
            spec = spec.addNewContainer()
                    .withName(SIDECAR)
                    .withImage("docker.io/istio/proxyv2:1.20")
                    .endContainer();
        }
        return spec.endSpec();
    }

    @Override
    public void running(Plan plan, String uid, Run run) {
        String running = "{\"running\":{\"startedAt\":\"" + run.started() + "\"}}";
        status(plan, "Running", run, container(plan, run, running), true);
    }

    @Override
    public void crashed(Plan plan, String uid, Run run, Instant finished) {
        String waiting = "{\"waiting\":{\"reason\":\"CrashLoopBackOff\",\"message\":\"back-off restarting\"}}";
        Run over = new Run(run.before(), run.started(), run.started(), finished);
        status(plan, "Running", run, container(plan, over, waiting), true);
    }

    @Override
    public void ended(Plan plan, String uid, @Nullable Run run, Instant finished) {
        if (plan.ending() == Ending.EVICTED_SILENTLY || run == null) {
            pods.status(
                    name(plan),
                    "{\"phase\":\"Failed\",\"reason\":\"Evicted\",\"message\":\"The node was low on resource: memory."
                            + "\",\"containerStatuses\":null}");
            return;
        }
        boolean isEvicted = plan.ending() == Ending.EVICTED;
        // A sidecar that runs on keeps the pod's phase.
        boolean isPodOver = isEvicted || !plan.hasSidecar();
        String terminated = terminated(run.started(), finished, plan.ending().exitCode);
        status(plan, isPodOver ? over(plan) : "Running", run, container(plan, run, terminated), !isPodOver);
    }

    private static String over(Plan plan) {
        return plan.ending() == Ending.WELL ? "Succeeded" : "Failed";
    }

    @Override
    public void sidecarEnded(Plan plan, String uid, Run run, Instant finished) {
        String terminated = terminated(run.started(), finished, plan.ending().exitCode);
        status(plan, over(plan), run, container(plan, run, terminated), false);
    }

    private void status(Plan plan, String phase, Run run, String container, boolean isSidecarRunning) {
        String sidecar = isSidecarRunning
                ? "{\"running\":{\"startedAt\":\"" + run.started() + "\"}}"
                : terminated(run.started(), Instant.now(), 0);
        String all = plan.hasSidecar() ? container + "," + container(SIDECAR, 0, sidecar, "{}") : container;
        String reason = phase.equals("Failed") && plan.ending() == Ending.EVICTED
                ? ",\"reason\":\"Evicted\",\"conditions\":[{\"type\":\"DisruptionTarget\",\"status\":\"True\","
                        + "\"reason\":\"TerminationByKubelet\",\"lastTransitionTime\":\"" + run.started() + "\"}]"
                : "";
        pods.status(
                name(plan),
                "{\"phase\":\"" + phase + "\",\"startTime\":\"" + run.started() + "\",\"containerStatuses\":[" + all
                        + "]" + reason + "}");
    }

    private static String container(Plan plan, Run run, String state) {
        Instant started = run.startedBefore();
        Instant finished = run.finishedBefore();
        String last = started == null || finished == null ? "{}" : terminated(started, finished, 1);
        return container(name(plan), run.before(), state, last);
    }

    private static String container(String name, int restarts, String state, String lastState) {
        return "{\"name\":\"" + name + "\",\"image\":\"\",\"imageID\":\"\",\"ready\":false,\"restartCount\":" + restarts
                + ",\"state\":" + state + ",\"lastState\":" + lastState + "}";
    }

    private static String terminated(Instant started, Instant finished, int exitCode) {
        return "{\"terminated\":{\"exitCode\":" + exitCode + ",\"reason\":\"" + (exitCode == 0 ? "Completed" : "Error")
                + "\",\"startedAt\":\"" + PodLives.seconds(started) + "\",\"finishedAt\":\""
                + PodLives.seconds(finished) + "\"}}";
    }

    @Override
    public void unlabel(Plan plan, String uid) {
        pods.label(name(plan), null);
    }

    @Override
    public void label(Plan plan, String uid) {
        pods.label(name(plan), "agent-0a1b2c3d");
    }

    @Override
    public void delete(Plan plan, String uid) {
        pods.delete(name(plan));
    }
}
