package io.clearmladmin.k8s.controlplane;

import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the workload of a component by its name, its pods' labels, or the name of a container. What is said must all fit.
 *
 * @param workload the name of the Deployment or StatefulSet; {@code *} stands for any characters
 * @param labels conditions on the pods' labels
 * @param container the name of a container
 */
public record Selector(Optional<String> workload, List<LabelCondition> labels, Optional<String> container) {

    /** Refuses a selector that says nothing. */
    public Selector {
        Objects.requireNonNull(workload, "workload");
        Objects.requireNonNull(container, "container");
        labels = List.copyOf(labels);
        if (workload.isEmpty() && labels.isEmpty() && container.isEmpty()) {
            throw new IllegalArgumentException("selector: must name a workload, labels or a container");
        }
    }

    /**
     * A condition on one label.
     *
     * @param key the label
     * @param value its value; empty if any will do
     * @param isWanted whether the pod must have it, or must not
     */
    public record LabelCondition(String key, Optional<String> value, boolean isWanted) {

        private static final Pattern SYNTAX = Pattern.compile(
                "(?<not>!)?\\s*(?<key>[A-Za-z0-9][\\w./-]*)\\s*(?:(?<operator>==?|!=)\\s*(?<value>[A-Za-z0-9][\\w.-]*)?)?");

        static LabelCondition parse(String text) {
            Matcher matcher = SYNTAX.matcher(text.strip());
            boolean isWord = matcher.matches();
            String operator = isWord ? matcher.group("operator") : null;
            boolean isNegated = isWord && matcher.group("not") != null;
            if (!isWord || (isNegated && operator != null)) {
                throw new IllegalArgumentException(
                        "labels: each must be 'key', '!key', 'key=value' or 'key!=value', got '" + text + "'");
            }
            String value = matcher.group("value");
            return new LabelCondition(
                    matcher.group("key"),
                    operator == null ? Optional.empty() : Optional.of(value == null ? "" : value),
                    !isNegated && !"!=".equals(operator));
        }

        boolean fits(Map<String, String> labels) {
            String present = labels.get(key);
            boolean has = present != null && value.map(present::equals).orElse(true);
            return has == isWanted;
        }

        /** As kubectl takes it. */
        @Override
        public String toString() {
            return SafeText.line(
                    value.map(text -> key + (isWanted ? "=" : "!=") + text).orElse((isWanted ? "" : "!") + key));
        }
    }

    /** By the name of the Deployment or StatefulSet; {@code *} stands for any characters. */
    public static Selector workload(String name) {
        return new Selector(Optional.of(Check.stripped("workload", name)), List.of(), Optional.empty());
    }

    /** By the pods' labels, comma-separated as kubectl takes them: {@code app=x,tier!=y,release,!canary}. */
    public static Selector labels(String conditions) {
        return new Selector(
                Optional.empty(),
                Arrays.stream(Check.stripped("labels", conditions).split(",", -1))
                        .map(LabelCondition::parse)
                        .toList(),
                Optional.empty());
    }

    /** By the name of a container. */
    public static Selector container(String name) {
        return new Selector(Optional.empty(), List.of(), Optional.of(Check.stripped("container", name)));
    }

    /**
     * This and the other at once.
     *
     * @throws IllegalArgumentException if both name a workload, or both a container
     */
    public Selector and(Selector other) {
        if ((workload.isPresent() && other.workload.isPresent())
                || (container.isPresent() && other.container.isPresent())) {
            throw new IllegalArgumentException("selector: " + this + " and " + other + " say the same thing twice");
        }
        List<LabelCondition> both = new ArrayList<>(labels);
        both.addAll(other.labels);
        return new Selector(workload.or(other::workload), both, container.or(other::container));
    }

    boolean fits(String name, Map<String, String> podLabels, Set<String> containers) {
        return workload.filter(wanted -> !isNamed(name, wanted)).isEmpty()
                && labels.stream().allMatch(condition -> condition.fits(podLabels))
                && container.filter(wanted -> !containers.contains(wanted)).isEmpty();
    }

    private static boolean isNamed(String name, String wanted) {
        String pattern =
                Arrays.stream(wanted.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.matches(pattern, name);
    }

    /** What it searches for, for people. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        workload.ifPresent(name -> parts.add("workload " + name));
        if (!labels.isEmpty()) {
            parts.add("labels "
                    + String.join(
                            ",", labels.stream().map(LabelCondition::toString).toList()));
        }
        container.ifPresent(name -> parts.add("container " + name));
        return SafeText.line(String.join(" and ", parts));
    }
}
