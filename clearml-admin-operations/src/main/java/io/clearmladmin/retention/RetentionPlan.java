package io.clearmladmin.retention;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.internal.text.Table;
import io.clearmladmin.retention.RetentionRule.Action;
import io.clearmladmin.retention.RetentionRule.Subject;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What {@link Retention#apply} would archive or delete, counted at one time. It has no ids but those of samples; a run reads the
 * objects again, and leaves alone what has changed.
 *
 * @param rule the rule
 * @param time when they were read
 * @param before only what last changed before this; absent if the rule has no age
 * @param due how many would be archived or deleted
 * @param byStatus how many of each status; of models, drafts and published
 * @param byProject how many in each project, by its name
 * @param kept how many the server found, but are left alone, by the reason
 * @param samples those that changed longest ago, ten at most
 * @param leftBehind what stays on the servers
 */
@JsonPropertyOrder({"subject", "action", "criteria"})
public record RetentionPlan(
        @JsonIgnore RetentionRule rule,
        Instant time,
        Optional<Instant> before,
        int due,
        Map<String, Integer> byStatus,
        Map<String, Integer> byProject,
        Map<String, Integer> kept,
        List<Sample> samples,
        List<String> leftBehind) {

    private static final int MOST_SHOWN = 20;

    /**
     * A task or model that would be archived or deleted.
     *
     * @param id its id
     * @param name its name
     * @param project the name of its project; empty in the root
     * @param status its status; of a model, whether it is published
     * @param changed when it last changed, as ages count
     * @param files how many artifacts a task has, or whether a model has a file
     * @param bytes the size of the artifacts, as far as the server knows it: programs report it, or do not
     */
    public record Sample(
            String id,
            String name,
            String project,
            String status,
            Optional<Instant> changed,
            int files,
            Optional<Long> bytes) {

        @Override
        public String toString() {
            return SafeText.of(this);
        }
    }

    /** Copies lists and maps. */
    public RetentionPlan {
        byStatus = sorted(byStatus);
        byProject = sorted(byProject);
        kept = sorted(kept);
        samples = List.copyOf(samples);
        leftBehind = List.copyOf(leftBehind);
    }

    private static Map<String, Integer> sorted(Map<String, Integer> counts) {
        return Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    /** What the rule is about. */
    @JsonProperty
    public Subject subject() {
        return rule.subject();
    }

    /** What would be done. */
    @JsonProperty
    public Action action() {
        return rule.action();
    }

    /** The criteria of the rule, for people. */
    @JsonProperty
    public List<String> criteria() {
        return rule.criteria();
    }

    /** Whether nothing is due. */
    @JsonIgnore
    public boolean isEmpty() {
        return due == 0;
    }

    /** As JSON, with {@code snake_case} names. */
    public String toJson() {
        return Json.pretty(this);
    }

    /** For people: how many, of which status and in which projects, samples, what is left alone, and what stays behind. */
    public String toText() {
        Table rows = new Table();
        byStatus.forEach((status, count) -> rows.row(String.valueOf(count), status));
        byProject.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(MOST_SHOWN)
                .forEach(project -> rows.row(
                        String.valueOf(project.getValue()),
                        project.getKey().isEmpty() ? "in the root" : "in " + project.getKey()));
        int more = byProject.size() - MOST_SHOWN;
        if (more > 0) {
            rows.row("", "and in " + more + " more projects");
        }
        kept.forEach((reason, count) -> rows.row(String.valueOf(count), "left alone: " + reason));
        String what = (action() == Action.ARCHIVE ? "archive " : "delete ") + due + " of the "
                + (subject() == Subject.TASKS ? "tasks" : "models");
        String head =
                SafeText.line("Plan at " + time + ": " + what + " that are " + String.join(", ", criteria())) + "\n";
        return head + section("", rows) + section("Longest unchanged:\n", samples()) + stays();
    }

    private static String section(String title, Object rows) {
        String text = rows.toString();
        return text.isEmpty() ? "" : "\n" + title + text;
    }

    private static String section(String title, List<Sample> samples) {
        Table rows = new Table();
        samples.forEach(sample -> rows.row(
                "  " + sample.changed().map(Instant::toString).orElse(""),
                sample.id(),
                sample.files()
                        + (sample.files() == 1 ? " file" : " files")
                        + sample.bytes().map(size -> " of " + size + " bytes").orElse(""),
                sample.name()));
        return section(title, (Object) rows);
    }

    private String stays() {
        StringBuilder text = new StringBuilder("\nWhat stays:\n");
        leftBehind.forEach(what -> text.append("  ").append(what).append('\n'));
        return text.toString();
    }

    /** As for people. */
    @Override
    public String toString() {
        return toText();
    }
}
