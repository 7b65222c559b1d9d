package io.clearmladmin.k8s;

import io.clearmladmin.k8s.TaskPod.Compute;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a task pod of what was read: what its labels and its name say. */
final class TaskPods {

    static final String AGENT = "CLEARML";
    static final String OLD_AGENT = "TRAINS";
    static final String TASK = "clearml-task-id";
    private static final String PARENT = "clearml-parent-task-id";
    private static final String QUEUE = "clearml-agent-queue";
    private static final String QUEUE_NAME = "clearml-agent-queue-name";
    private static final String FRACTION = "clearml-injector/fraction";
    private static final String JOB = "job-name";
    private static final String NEWER_JOB = "batch.kubernetes.io/job-name";

    /** The labels that are read. */
    static final Set<String> LABELS =
            Set.of(AGENT, OLD_AGENT, TASK, PARENT, QUEUE, QUEUE_NAME, FRACTION, JOB, NEWER_JOB);

    private static final String WHOLE_GPU = "nvidia.com/gpu";
    // The prefix of names can be set at the agent; a task's id is known by its form.
    private static final Pattern TASK_ID = Pattern.compile("(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])");
    private static final Pattern RANK = Pattern.compile("-(\\d{1,4})");
    private static final Compute NOTHING = new Compute(0, 0);

    private TaskPods() {}

    static TaskPod of(RawPod pod, Set<String> keptLabels, StringPool words) {
        String job = first(pod.label(NEWER_JOB), pod.label(JOB), pod.ownerJob);
        // What a Job adds to its own name is at random, and may look like a rank.
        String ownName = job.isEmpty() || !pod.name.startsWith(job) ? pod.name : job;
        Matcher inName = TASK_ID.matcher(ownName);
        boolean named = inName.find();
        String task = first(pod.label(TASK), named ? inName.group() : "");
        return new TaskPod(
                pod.namespace,
                pod.name,
                pod.uid,
                pod.resourceVersion,
                task,
                present(pod.label(PARENT)),
                named ? rank(ownName.substring(inName.end())) : Optional.empty(),
                present(job),
                words.known(pod.label(QUEUE)),
                words.known(pod.label(QUEUE_NAME)),
                words.one(first(pod.label(AGENT), pod.label(OLD_AGENT))),
                Optional.empty(),
                kept(pod, keptLabels, words),
                PodState.of(pod, words),
                compute(pod.requestCpu, pod.requestMemory),
                compute(pod.limitCpu, pod.limitMemory),
                gpus(pod, words),
                words.known(pod.node),
                pod.image,
                pod.created == null ? Instant.EPOCH : pod.created);
    }

    private static String first(String... texts) {
        for (String text : texts) {
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    private static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static Optional<Integer> rank(String rest) {
        Matcher matcher = RANK.matcher(rest);
        return matcher.matches() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }

    private static Map<String, String> kept(RawPod pod, Set<String> keptLabels, StringPool words) {
        if (keptLabels.isEmpty()) {
            return Map.of();
        }
        Map<String, String> kept = new HashMap<>();
        for (String key : keptLabels) {
            String value = pod.labels.get(key);
            if (value != null) {
                kept.put(key, words.one(value));
            }
        }
        return kept;
    }

    private static Compute compute(long cpuMillis, long memoryBytes) {
        return cpuMillis == 0 && memoryBytes == 0 ? NOTHING : new Compute(cpuMillis, memoryBytes);
    }

    private static Gpus gpus(RawPod pod, StringPool words) {
        double fraction = fraction(pod.label(FRACTION));
        if (pod.gpus.isEmpty() && fraction == 0) {
            return Gpus.NONE;
        }
        Map<String, Long> slices = new TreeMap<>();
        pod.gpus.forEach((name, count) -> {
            if (!name.equals(WHOLE_GPU) && count > 0) {
                slices.put(words.one(name), count);
            }
        });
        return new Gpus(pod.gpus.getOrDefault(WHOLE_GPU, 0L), slices, fraction);
    }

    private static double fraction(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        try {
            double fraction = Double.parseDouble(text);
            return fraction > 0 && fraction <= 1_000 ? fraction : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
