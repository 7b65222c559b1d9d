package io.clearmladmin.retention;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.text.Counts;
import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.internal.text.Table;
import io.clearmladmin.retention.RetentionRule.Action;
import io.clearmladmin.retention.RetentionRule.Subject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a run did. It has counts of all, but only those objects that failed; the progress of a run has each.
 *
 * @param rule the rule
 * @param archived how many are archived; of a deletion, none
 * @param deleted how many are gone
 * @param deletedModels how many models the server deleted with their tasks
 * @param kept how many were left alone, by the reason
 * @param failed how many are still there since the server refused or failed
 * @param unknown how many of which it is not known
 * @param unfinished those that failed or are unknown, a thousand at most
 * @param files files that the server does not delete by itself, a thousand at most
 * @param fileCount how many such files there are
 * @param ended why the run ended before all were tried; absent if it did not. Applying the plan again does the rest
 * @param leftBehind what stays on the servers
 */
@JsonPropertyOrder({"subject", "action", "complete"})
public record RetentionReport(
        @JsonIgnore RetentionRule rule,
        int archived,
        int deleted,
        int deletedModels,
        Map<String, Integer> kept,
        int failed,
        int unknown,
        List<RetentionItem> unfinished,
        List<String> files,
        int fileCount,
        Optional<String> ended,
        List<String> leftBehind) {

    /** Copies lists and maps. */
    public RetentionReport {
        kept = Collections.unmodifiableMap(new TreeMap<>(kept));
        unfinished = List.copyOf(unfinished);
        files = List.copyOf(files);
        leftBehind = List.copyOf(leftBehind);
    }

    /** What the rule is about. */
    @JsonProperty
    public Subject subject() {
        return rule.subject();
    }

    /** What was done. */
    @JsonProperty
    public Action action() {
        return rule.action();
    }

    /**
     * Whether a last look found nothing left to do: all that is due is archived or deleted, but for what is {@code kept}.
     */
    @JsonProperty
    public boolean isComplete() {
        return failed == 0 && unknown == 0 && ended.isEmpty();
    }

    /** As JSON, with {@code snake_case} names. */
    public String toJson() {
        return Json.pretty(this);
    }

    /** For people: the counts, what failed, what was left alone and why, and what stays behind. */
    public String toText() {
        int left = kept.values().stream().mapToInt(Integer::intValue).sum();
        String counts = new Counts()
                .add(failed, "failed")
                .add(unknown, "unknown")
                .add(archived, "archived")
                .add(deleted, "deleted")
                .add(left, "left alone")
                .orElse("nothing was due");
        StringBuilder text = new StringBuilder("Retention of ")
                .append(subject() == Subject.TASKS ? "tasks: " : "models: ")
                .append(counts)
                .append('\n');
        ended.ifPresent(why -> text.append("\nIt ended early, and applied again does the rest: ")
                .append(SafeText.line(why))
                .append('\n'));
        Table rows = new Table();
        unfinished.forEach(item -> item.addTo(rows));
        kept.forEach((reason, count) -> rows.row("kept", String.valueOf(count), "", reason));
        String table = rows.toString();
        text.append(table.isEmpty() ? "" : "\n" + table);
        int more = failed + unknown - unfinished.size();
        text.append(more > 0 ? "and " + more + " more that failed or are unknown\n" : "");
        text.append("\nWhat stays:\n");
        leftBehind.forEach(what -> text.append("  ").append(what).append('\n'));
        if (fileCount > 0) {
            text.append("  ").append(fileCount).append(" files that the server does not delete\n");
            files.forEach(url -> text.append("    ").append(SafeText.line(url)).append('\n'));
        }
        return text.toString();
    }

    /** As for people. */
    @Override
    public String toString() {
        return toText();
    }
}
