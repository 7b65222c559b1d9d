package io.clearmladmin.k8s;

import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which task pods: of one namespace or of all, of one agent, queue or task, with further labels. A value; each method gives
 * another.
 */
public final class PodQuery {

    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern LABEL_VALUE = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");

    private final String namespace;
    private final String agent;
    private final String labels;
    private final boolean oldAgents;

    private PodQuery(String namespace, String agent, String labels, boolean oldAgents) {
        this.namespace = namespace;
        this.agent = agent;
        this.labels = labels;
        this.oldAgents = oldAgents;
    }

    /** The task pods of all namespaces; needs a ClusterRole. */
    public static PodQuery allNamespaces() {
        return new PodQuery("", "", "", true);
    }

    /** The task pods of one namespace; a Role in it is enough. */
    public static PodQuery inNamespace(String namespace) {
        if (!NAMESPACE.matcher(namespace).matches()) {
            throw new IllegalArgumentException("namespace: is no name of one: '" + namespace + "'");
        }
        return new PodQuery(namespace, "", "", true);
    }

    /** Only those of one agent, by {@link TaskPod#agent()}. */
    public PodQuery agent(String name) {
        return new PodQuery(namespace, value("agent", name), labels, oldAgents);
    }

    /** Only those of one queue, by {@link TaskPod#queueId()}. */
    public PodQuery queueId(String id) {
        return labels("clearml-agent-queue=" + value("queueId", id));
    }

    /** Only those of one queue, by {@link TaskPod#queueName()}. */
    public PodQuery queueName(String name) {
        return labels("clearml-agent-queue-name=" + value("queueName", name));
    }

    /** Only those of one task that carry its id as a label, which agents of old do not; see {@link Pods#ofTask}. */
    public PodQuery taskId(String id) {
        return labels(TaskPods.TASK + "=" + value("taskId", id));
    }

    /** Only those that a label selector, in Kubernetes' own words, fits as well. */
    public PodQuery labels(String selector) {
        Check.text("labels", selector);
        return new PodQuery(namespace, agent, labels.isEmpty() ? selector : labels + "," + selector, oldAgents);
    }

    /**
     * Leaves out the pods of agents before 1.1, which are labelled {@code TRAINS}. They need a list, or a watch, of their own,
     * since a selector cannot say "or".
     */
    public PodQuery withoutOldAgents() {
        return new PodQuery(namespace, agent, labels, false);
    }

    private static String value(String field, String value) {
        if (!LABEL_VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException(field + ": is no value of a label: '" + value + "'");
        }
        return value;
    }

    /** The namespace; empty for all. */
    String namespace() {
        return namespace;
    }

    /** Selectors that together find the pods, each of them once. */
    List<String> selectors() {
        String newer = selector(TaskPods.AGENT);
        return oldAgents ? List.of(newer, selector(TaskPods.OLD_AGENT) + ",!" + TaskPods.AGENT) : List.of(newer);
    }

    private String selector(String key) {
        return key + (agent.isEmpty() ? "" : "=" + agent) + (labels.isEmpty() ? "" : "," + labels);
    }

    /** Path and query of a list, or of a watch with more to follow. */
    String path(String selector) {
        return "/api/v1/" + (namespace.isEmpty() ? "" : "namespaces/" + namespace + "/") + "pods?labelSelector="
                + encode(selector);
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return SafeText.line("pods " + (namespace.isEmpty() ? "of all namespaces" : "of namespace " + namespace)
                + " with " + selectors());
    }
}
