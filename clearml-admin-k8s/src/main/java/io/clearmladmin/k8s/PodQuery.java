package io.clearmladmin.k8s;

import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which task pods: of all namespaces, of one or some, or of those with a label; of one agent, queue or task, with further
 * labels. A value; each method gives another.
 */
public final class PodQuery {

    /** How many namespaces can be named: each is listed and watched by itself. */
    private static final int MOST_NAMESPACES = 50;

    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern LABEL_VALUE = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");

    // In order; none for all.
    private final List<String> namespaces;
    private final String namespaceLabels;
    private final String agent;
    private final String labels;
    private final boolean oldAgents;

    private PodQuery(List<String> namespaces, String namespaceLabels, String agent, String labels, boolean oldAgents) {
        this.namespaces = namespaces;
        this.namespaceLabels = namespaceLabels;
        this.agent = agent;
        this.labels = labels;
        this.oldAgents = oldAgents;
    }

    /** The task pods of all namespaces; needs a ClusterRole. */
    public static PodQuery allNamespaces() {
        return new PodQuery(List.of(), "", "", "", true);
    }

    /** The task pods of one namespace; a Role in it is enough. */
    public static PodQuery inNamespace(String namespace) {
        return inNamespaces(List.of(namespace));
    }

    /** The task pods of these namespaces, 50 at most; a Role in each is enough. Their order does not matter. */
    public static PodQuery inNamespaces(String first, String... more) {
        List<String> all = new ArrayList<>(List.of(more));
        all.add(first);
        return inNamespaces(all);
    }

    /**
     * The task pods of these namespaces, from 1 to 50; a Role in each is enough. Each is listed and watched by itself. Their
     * order does not matter, nor that one is named twice.
     */
    public static PodQuery inNamespaces(Collection<String> namespaces) {
        List<String> all = List.copyOf(new TreeSet<>(namespaces));
        if (all.isEmpty() || all.size() > MOST_NAMESPACES) {
            throw new IllegalArgumentException(
                    "namespaces: must be from 1 to " + MOST_NAMESPACES + ", got " + all.size());
        }
        for (String one : all) {
            if (!NAMESPACE.matcher(one).matches()) {
                throw new IllegalArgumentException("namespace: is no name of one: '" + one + "'");
            }
        }
        return new PodQuery(all, "", "", "", true);
    }

    /**
     * The task pods of the namespaces that a label selector, in Kubernetes' own words, fits. Needs a ClusterRole: pods of all
     * namespaces are read and those of others left out, and namespaces are listed and, by a watch, watched. A watch follows
     * namespaces that get or lose the label: their pods are added, or are {@link TaskPod.State#UNLABELLED}.
     */
    public static PodQuery inNamespacesWithLabels(String selector) {
        Check.text("selector", selector);
        return new PodQuery(List.of(), inOrder(selector), "", "", true);
    }

    /** Only those of one agent, by {@link TaskPod#agent()}. */
    public PodQuery agent(String name) {
        return new PodQuery(namespaces, namespaceLabels, value("agent", name), labels, oldAgents);
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
        String all = inOrder(labels.isEmpty() ? selector : labels + "," + selector);
        return new PodQuery(namespaces, namespaceLabels, agent, all, oldAgents);
    }

    /**
     * Leaves out the pods of agents before 1.1, which are labelled {@code TRAINS}. They need a list, or a watch, of their own,
     * since a selector cannot say "or".
     */
    public PodQuery withoutOldAgents() {
        return new PodQuery(namespaces, namespaceLabels, agent, labels, false);
    }

    private static String value(String field, String value) {
        if (!LABEL_VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException(field + ": is no value of a label: '" + value + "'");
        }
        return value;
    }

    // The requirements of a selector, all of which must be met, in an order of their own. One may hold commas in
    // brackets.
    private static String inOrder(String selector) {
        TreeSet<String> all = new TreeSet<>();
        int depth = 0;
        int begin = 0;
        for (int at = 0; at < selector.length(); at++) {
            switch (selector.charAt(at)) {
                case '(' -> depth++;
                case ')' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        all.add(selector.substring(begin, at).strip());
                        begin = at + 1;
                    }
                }
                default -> {}
            }
        }
        all.add(selector.substring(begin).strip());
        return String.join(",", all);
    }

    /** A selector of the namespaces whose pods are meant; empty if that does not matter. */
    String namespaceLabels() {
        return namespaceLabels;
    }

    /** What is to be read, list by list or watch by watch, to find each pod once. */
    List<Selection> selections() {
        List<String> all = namespaces.isEmpty() ? List.of("") : namespaces;
        return all.stream()
                .flatMap(namespace -> selectors().stream().map(selector -> Selection.pods(namespace, selector)))
                .toList();
    }

    // They find each pod once together.
    private List<String> selectors() {
        String newer = selector(TaskPods.AGENT);
        return oldAgents ? List.of(newer, selector(TaskPods.OLD_AGENT) + ",!" + TaskPods.AGENT) : List.of(newer);
    }

    private String selector(String key) {
        return key + (agent.isEmpty() ? "" : "=" + agent) + (labels.isEmpty() ? "" : "," + labels);
    }

    private String places() {
        if (!namespaceLabels.isEmpty()) {
            return "of namespaces labelled " + namespaceLabels;
        }
        return switch (namespaces.size()) {
            case 0 -> "of all namespaces";
            case 1 -> "of namespace " + namespaces.get(0);
            default -> "of namespaces " + String.join(", ", namespaces);
        };
    }

    /**
     * What is selected, in words that are the same for all queries that select the same in the same way, in every version: journals
     * remember them.
     */
    @Override
    public String toString() {
        return SafeText.line("pods " + places() + " with " + selectors());
    }
}
