package io.clearmladmin.retention;

import io.clearmladmin.internal.check.Check;
import io.clearmladmin.tasks.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.immutables.value.Value;

/**
 * Which tasks or models to archive or to delete. An object must meet all criteria; one criterion is required.
 *
 * <p>Whatever the criteria say, left alone are: what waits or runs, what is public, tasks and models that are published unless
 * {@link #includePublished()}, and datasets and reports unless {@link #systemTags()} names {@code dataset} or {@code reports}, or
 * {@link #ids()} them.
 */
@Value.Immutable
public interface RetentionRule {

    /** What a rule is about. */
    enum Subject {
        /** Tasks. */
        TASKS,
        /** Models. */
        MODELS
    }

    /** What is done. */
    enum Action {
        /** Archived: hidden, and nothing is freed. {@code unarchive_many} undoes it. */
        ARCHIVE,
        /** Deleted for good. */
        DELETE
    }

    /** What the rule is about. */
    Subject subject();

    /** What is done. */
    Action action();

    /**
     * Only what has not changed for this time. A task's age counts from the latest of {@code status_changed}, {@code
     * last_update} and {@code created}, a model's from that of {@code last_update} and {@code created}: when it last ran or
     * reported, and not when it was archived, tagged or moved. {@code completed} is not used, since a stop does not set it. An
     * object without any of these dates is left alone.
     */
    Optional<Duration> olderThan();

    /**
     * Only tasks of these statuses; those that have ended if absent: stopped, failed, completed and closed. Drafts ({@code
     * created}), which people clone, must be named.
     */
    Optional<List<TaskStatus>> status();

    /** Only those of these ids. Drafts, datasets and reports among them are meant, too. */
    Optional<List<String>> ids();

    /** Only what is in the projects of these ids, or in projects below them. */
    Optional<List<String>> projects();

    /** Only what has one of these tags; {@code -} in front of one excludes it. */
    Optional<List<String>> tags();

    /** Only what has one of these system tags, such as {@code archived}; {@code -} in front of one excludes it. */
    Optional<List<String>> systemTags();

    /**
     * Whether published ones are meant too; no if absent. Tasks are deleted by force then: published models and children of a task survive, and lose it as
     * their task or parent. Without, a task that a published model or child depends on is archived, and not deleted.
     */
    Optional<Boolean> includePublished();

    /** Whether models that a deleted task made stay; by default the server deletes those that are drafts and used nowhere. */
    Optional<Boolean> keepModels();

    /** Rejects invalid values, and a rule without a criterion, which would be about everything. */
    @Value.Check
    default void check() {
        Check.oneAtLeast(
                "ids, olderThan, status, projects, tags, systemTags",
                ids(),
                olderThan(),
                status(),
                projects(),
                tags(),
                systemTags());
        ids().ifPresent(all -> checkTexts("ids", all));
        olderThan().ifPresent(time -> Check.positive("olderThan", time));
        status().ifPresent(this::checkStatus);
        projects().ifPresent(ids -> checkTexts("projects", ids));
        tags().ifPresent(all -> checkTexts("tags", all));
        systemTags().ifPresent(all -> checkTexts("systemTags", all));
        boolean isDeletionOfTasks = subject() == Subject.TASKS && action() == Action.DELETE;
        if (keepModels().orElse(false) && !isDeletionOfTasks) {
            throw new IllegalArgumentException("keepModels: is for the deletion of tasks only");
        }
    }

    private void checkStatus(List<TaskStatus> all) {
        if (subject() == Subject.MODELS) {
            throw new IllegalArgumentException("status: models have none; they are published or not");
        }
        Check.notEmpty("status", all);
        for (TaskStatus status : all) {
            if (status.isActive() || status.equals(TaskStatus.PUBLISHING)) {
                throw new IllegalArgumentException(
                        "status: a task that is " + status + " is never archived or deleted; stop it first");
            }
            if (status.equals(TaskStatus.PUBLISHED) && !includePublished().orElse(false)) {
                throw new IllegalArgumentException("status: published tasks need includePublished(true)");
            }
        }
    }

    // The server takes an empty text for no filter, and __$ for an operator.
    private static void checkTexts(String field, List<String> all) {
        Check.notEmpty(field, all);
        for (String text : all) {
            Check.text(field, text);
            if (text.startsWith("__$") || text.equals("-")) {
                throw new IllegalArgumentException(field + ": must be a plain text, got '" + text + "'");
            }
        }
    }

    /** The statuses that a task may have; it has no other when it is archived or deleted. */
    default List<TaskStatus> statuses() {
        if (status().isPresent()) {
            return status().get();
        }
        List<TaskStatus> ended = new ArrayList<>(
                List.of(TaskStatus.STOPPED, TaskStatus.FAILED, TaskStatus.COMPLETED, TaskStatus.CLOSED));
        if (ids().isPresent()) {
            ended.add(TaskStatus.CREATED);
        }
        if (includePublished().orElse(false)) {
            ended.add(TaskStatus.PUBLISHED);
        }
        return List.copyOf(ended);
    }

    /** The criteria, one a line, for people. */
    default List<String> criteria() {
        List<String> all = new ArrayList<>();
        olderThan().ifPresent(time -> all.add("unchanged for " + text(time)));
        if (subject() == Subject.TASKS) {
            all.add("status "
                    + joined(statuses().stream().map(TaskStatus::value).toList()));
        } else if (!includePublished().orElse(false)) {
            all.add("not published");
        }
        ids().ifPresent(named -> all.add("one of " + named.size() + " ids"));
        projects().ifPresent(ids -> all.add("in project " + joined(ids) + " or below"));
        tags().ifPresent(names -> all.add("tag " + joined(names)));
        systemTags().ifPresent(names -> all.add("system tag " + joined(names)));
        return List.copyOf(all);
    }

    private static String joined(List<String> words) {
        return words.stream().collect(Collectors.joining(" or "));
    }

    private static String text(Duration time) {
        boolean isDays = time.toSeconds() > 0 && time.equals(Duration.ofDays(time.toDays()));
        return isDays ? time.toDays() + (time.toDays() == 1 ? " day" : " days") : time.toString();
    }

    /** A rule that archives tasks. */
    static Builder archiveTasks() {
        return new Builder().subject(Subject.TASKS).action(Action.ARCHIVE);
    }

    /** A rule that deletes tasks for good; those that are not archived are archived first. */
    static Builder deleteTasks() {
        return new Builder().subject(Subject.TASKS).action(Action.DELETE);
    }

    /** A rule that archives models. */
    static Builder archiveModels() {
        return new Builder().subject(Subject.MODELS).action(Action.ARCHIVE);
    }

    /** A rule that deletes models for good; not those that a task uses as input, or whose task is published. */
    static Builder deleteModels() {
        return new Builder().subject(Subject.MODELS).action(Action.DELETE);
    }

    /** Builds a {@link RetentionRule}. */
    final class Builder extends ImmutableRetentionRule.Builder {
        Builder() {}
    }
}
