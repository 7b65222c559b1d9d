package io.clearmladmin.k8s.events;

import io.clearmladmin.k8s.Gpus;
import io.clearmladmin.k8s.TaskPod;
import io.clearmladmin.k8s.TaskPod.Compute;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What events carry of a pod: this and nothing else. What is not known is absent; the cluster's messages, which may quote what
 * a container wrote, are not published.
 */
final class PodData {

    static final String NAMESPACE = "namespace";
    static final String NAME = "name";
    static final String STATE = "state";
    static final String PREVIOUS = "previous";
    static final String SINCE = "since";
    static final String STARTED = "started";
    static final String ENDED = "ended";
    static final String END_KNOWN = "end_known";
    static final String OTHERS_RUNNING = "others_running";
    static final String USAGE_START = "usage_start";
    static final String USAGE_END = "usage_end";
    static final String USAGE_UNTIL = "usage_until";
    static final Set<String> USAGE = Set.of(USAGE_START, USAGE_END, USAGE_UNTIL);

    private PodData() {}

    static String word(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static String type(TaskPod.State state) {
        return "pod." + word(state);
    }

    static String subject(String uid) {
        return "pod/" + uid;
    }

    static Map<String, Object> of(TaskPod pod, String cluster) {
        Map<String, Object> data = new LinkedHashMap<>();
        text(data, "cluster", cluster);
        text(data, NAMESPACE, pod.namespace());
        text(data, NAME, pod.name());
        text(data, "uid", pod.uid());
        text(data, "task", pod.taskId());
        pod.parentTaskId().ifPresent(id -> text(data, "parent_task", id));
        pod.rank().ifPresent(rank -> data.put("rank", rank));
        pod.job().ifPresent(job -> text(data, "job", job));
        pod.queueId().ifPresent(id -> text(data, "queue", id));
        pod.queueName().ifPresent(name -> text(data, "queue_name", name));
        text(data, "agent", pod.agent());
        if (!pod.container().equals(pod.name())) {
            text(data, "container", pod.container());
        }
        mark(data, "container_guessed", pod.isContainerGuessed());
        text(data, "image", pod.image());
        pod.priorityClass().ifPresent(name -> text(data, "priority_class", name));
        pod.node().ifPresent(node -> text(data, "node", node));
        map(data, "requests", compute(pod.requests()));
        map(data, "limits", compute(pod.limits()));
        map(data, "gpus", gpus(pod.gpus()));
        map(data, "other_resources", counts(pod.gpus().other()));
        data.put("created", pod.created().toString());
        status(data, pod.status());
        return data;
    }

    private static void status(Map<String, Object> data, TaskPod.Status status) {
        status.started().ifPresent(started -> data.put(STARTED, started.toString()));
        data.put(STATE, word(status.state()));
        text(data, "reason", status.reason());
        number(data, "restarts", status.restarts());
        if (status.state() != TaskPod.State.DELETED) {
            data.put(SINCE, status.since().toString());
        } else {
            status.deletion().ifPresent(asked -> data.put("deletion", asked.toString()));
        }
        if (status.state().isFinal()) {
            status.exitCode().ifPresent(code -> data.put("exit_code", code));
        }
        mark(data, OTHERS_RUNNING, status.hasOthersRunning());
    }

    static void end(Map<String, Object> data, PodLife.End end) {
        data.put(ENDED, end.time().toString());
        data.put(END_KNOWN, end.isKnown());
    }

    /**
     * What the run of a pod up to this time adds to what was published of it before: from the last boundary, or its start. Before
     * a boundary it takes off again. Nothing of a pod that is not known to have started.
     */
    static void usage(Map<String, Object> data, @Nullable Instant boundary, Instant end) {
        Instant start = boundary == null ? time(data, STARTED) : boundary;
        if (start != null) {
            data.put(USAGE_START, start.toString());
            data.put(USAGE_END, end.toString());
        }
    }

    /** A text that an event carries; empty if it does not. */
    static String text(Map<String, Object> data, String name) {
        return data.get(name) instanceof String text ? text : "";
    }

    /** A time that an event carries; null if it does not. */
    static @Nullable Instant time(Map<String, Object> data, String name) {
        try {
            return data.get(name) instanceof String text ? Instant.parse(text) : null;
        } catch (DateTimeParseException written) {
            // By another than this code: then it is not known.
            return null;
        }
    }

    private static Map<String, Object> compute(Compute compute) {
        Map<String, Object> data = new LinkedHashMap<>();
        number(data, "cpu_millis", compute.cpuMillis());
        number(data, "memory_bytes", compute.memoryBytes());
        return data;
    }

    private static Map<String, Object> gpus(Gpus gpus) {
        Map<String, Object> data = new LinkedHashMap<>();
        number(data, "whole", gpus.whole());
        map(data, "devices", counts(gpus.devices()));
        map(data, "slices", counts(gpus.slices()));
        number(data, "mig_compute_slices", gpus.migComputeSlices());
        number(data, "mig_memory_slices", gpus.migMemorySlices());
        if (gpus.fraction() > 0) {
            data.put("fraction", gpus.fraction());
        }
        map(data, "limits", counts(gpus.limits()));
        return data;
    }

    private static Map<String, Object> counts(Map<String, Long> byResource) {
        Map<String, Object> data = new LinkedHashMap<>();
        byResource.forEach((resource, count) -> number(data, resource, count));
        return data;
    }

    private static void mark(Map<String, Object> data, String name, boolean holds) {
        if (holds) {
            data.put(name, true);
        }
    }

    static void text(Map<String, Object> data, String name, String value) {
        if (!value.isEmpty()) {
            data.put(name, value);
        }
    }

    private static void number(Map<String, Object> data, String name, long value) {
        if (value > 0) {
            data.put(name, value);
        }
    }

    private static void map(Map<String, Object> data, String name, Map<String, Object> value) {
        if (!value.isEmpty()) {
            data.put(name, value);
        }
    }
}
