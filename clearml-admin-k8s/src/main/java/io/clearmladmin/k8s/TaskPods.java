package io.clearmladmin.k8s;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /** The labels that name a pod's Job, the one to be believed first. */
    static final List<String> JOBS = List.of(NEWER_JOB, JOB);

    /** The labels that are read. */
    static final Set<String> LABELS =
            Set.of(AGENT, OLD_AGENT, TASK, PARENT, QUEUE, QUEUE_NAME, FRACTION, JOB, NEWER_JOB);

    // The prefix of names can be set at the agent; a task's id is known by its form.
    private static final Pattern TASK_ID = Pattern.compile("(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])");
    private static final Pattern RANK = Pattern.compile("-(\\d{1,4})");
    private static final Resources NOTHING = new Resources();

    private TaskPods() {}

    static TaskPod of(RawPod pod, Set<String> keptLabels, StringPool words) {
        String job = pod.job();
        String ownName = withoutJobsSuffix(pod);
        Matcher inName = TASK_ID.matcher(ownName);
        boolean named = inName.find();
        String task = first(pod.label(TASK), named ? inName.group() : "");
        TaskContainer container = TaskContainer.of(pod);
        Resources resources = container.spec() == null ? NOTHING : container.spec().resources;
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
                PodState.of(pod, container, words),
                resources.requests(),
                resources.limits(),
                GpuResources.of(resources.extended(), fraction(pod.label(FRACTION)), words),
                words.known(pod.priorityClass),
                words.known(pod.node),
                container.name().equals(pod.name) ? pod.name : words.one(container.name()),
                container.isGuessed(),
                container.spec() == null ? "" : container.spec().image,
                pod.created == null ? Instant.EPOCH : pod.created);
    }

    // What a Job adds to its own name is at random, and may look like a rank.
    private static String withoutJobsSuffix(RawPod pod) {
        String job = pod.job();
        return job.isEmpty() || !pod.name.startsWith(job) ? pod.name : job;
    }

    /** The pod's name to the end of the task's id: without what a Job or a rank adds. */
    static String nameWithoutSuffix(RawPod pod) {
        String name = withoutJobsSuffix(pod);
        Matcher task = TASK_ID.matcher(name);
        return task.find() ? name.substring(0, task.end()) : name;
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

    private static double fraction(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        try {
            double fraction = Double.parseDouble(text);
            return fraction > 0 && fraction <= 1_000 ? fraction : 0;
        } catch (NumberFormatException failure) {
            return 0;
        }
    }
}
