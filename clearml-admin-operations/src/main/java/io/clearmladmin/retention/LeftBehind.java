package io.clearmladmin.retention;

import io.clearmladmin.retention.RetentionRule.Action;
import io.clearmladmin.retention.RetentionRule.Subject;
import java.util.List;

/** What stays on the servers after archiving or deleting. */
final class LeftBehind {

    private static final String FILES =
            "files: the server deletes those on its file server, and in object stores that it has credentials for, later and by"
                    + " itself; no call says when, or whether it failed";

    private LeftBehind() {}

    static List<String> of(RetentionRule rule) {
        if (rule.action() == Action.ARCHIVE) {
            return List.of(
                    rule.subject() == Subject.TASKS
                            ? "everything: archived tasks keep files, events and models, and are only hidden"
                            : "everything: archived models keep their files, and are only hidden");
        }
        if (rule.subject() == Subject.MODELS) {
            return List.of(FILES);
        }
        return List.of(
                FILES,
                "events: if the server fails after a deletion, those of the deleted tasks, which no call reaches then",
                rule.keepModels().orElse(false)
                        ? "models that the tasks made, without their task"
                        : "models that the tasks made, if they are published or used elsewhere, without their task",
                "children of the tasks, with __DELETED__ in front of the parent's id");
    }
}
