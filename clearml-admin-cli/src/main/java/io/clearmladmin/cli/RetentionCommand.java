package io.clearmladmin.cli;

import io.clearmladmin.retention.Retention;
import io.clearmladmin.retention.RetentionPlan;
import io.clearmladmin.retention.RetentionReport;
import io.clearmladmin.retention.RetentionRule;
import io.clearmladmin.tasks.TaskStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "retention",
        description = {
            "Archives or deletes old tasks or models of your tenant, after showing how many.",
            "What waits, runs or is published is left alone, as are datasets and reports. Running it again does what is left."
        },
        footer = {
            "",
            "Examples:",
            "  clearml-admin retention --archive --older-than 180d --dry-run",
            "  clearml-admin retention --delete --older-than 365d --system-tag archived --yes"
        })
@Prints(one = {RetentionPlan.class, RetentionReport.class})
final class RetentionCommand implements Action {

    @Option(names = "--archive", description = "Archive them: they are hidden, and nothing is freed.")
    private boolean isArchive;

    @Option(names = "--delete", description = "Delete them for good; tasks are archived first.")
    private boolean isDelete;

    @Option(names = "--models", description = "Models instead of tasks.")
    private boolean isModels;

    @Option(
            names = "--older-than",
            paramLabel = "TIME",
            description = "Only what neither ran nor changed for this time, such as 180d.")
    private Optional<Duration> olderThan = Optional.empty();

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            split = ",",
            description = "Only tasks of these statuses; by default stopped, failed, completed, closed.")
    private List<String> statuses = List.of();

    @Option(
            names = "--project",
            paramLabel = "PROJECT",
            description = "Only in this project, by name or id, or below; repeatable.")
    private List<String> projects = List.of();

    @Option(names = "--tag", paramLabel = "TAG", description = "Only with this tag; -TAG for without; repeatable.")
    private List<String> tags = List.of();

    @Option(
            names = "--system-tag",
            paramLabel = "TAG",
            description = "Only with this system tag, such as archived; -TAG for without; repeatable.")
    private List<String> systemTags = List.of();

    @Option(names = "--include-published", description = "Published ones too.")
    private boolean isIncludingPublished;

    @Option(names = "--keep-models", description = "Leave the models that deleted tasks made.")
    private boolean isKeepingModels;

    @Option(names = "--dry-run", description = "Show what would be done, and do nothing; exit code 10 if anything.")
    private boolean isDryRun;

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        if (isArchive == isDelete) {
            throw CommandException.wrongUse(
                    "--archive or --delete is needed, and not both", "say what is to be done with them");
        }
        Retention retention = Retention.of(invocation.clearml());
        RetentionPlan plan = retention.plan(rule(invocation));
        if (isDryRun) {
            invocation.output().document(plan.toText(), plan.toJson(), "samples");
            return plan.isEmpty() ? ExitCode.DONE : ExitCode.FINDINGS;
        }
        if (!plan.isEmpty()) {
            confirmation.ask(invocation, plan.toText());
        }
        Progress progress = new Progress(invocation);
        RetentionReport report = retention.apply(plan, item -> progress.step(plan.due(), item.name()));
        progress.end();
        invocation.output().document(report.toText(), report.toJson(), "unfinished");
        if (Thread.currentThread().isInterrupted()) {
            return ExitCode.INTERRUPTED;
        }
        if (report.unknown() > 0) {
            return ExitCode.OUTCOME_UNKNOWN;
        }
        return report.isComplete() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private RetentionRule rule(Invocation invocation) throws IOException {
        RetentionRule.Builder rule = builder().olderThan(olderThan).keepModels(isKeepingModels);
        rule.includePublished(isIncludingPublished);
        if (!statuses.isEmpty()) {
            rule.status(statuses.stream().map(TaskStatus::new).toList());
        }
        if (!projects.isEmpty()) {
            rule.projects(ProjectNames.ids(invocation.clearml(), projects));
        }
        if (!tags.isEmpty()) {
            rule.tags(tags);
        }
        if (!systemTags.isEmpty()) {
            rule.systemTags(systemTags);
        }
        return rule.build();
    }

    private RetentionRule.Builder builder() {
        if (isModels) {
            return isArchive ? RetentionRule.archiveModels() : RetentionRule.deleteModels();
        }
        return isArchive ? RetentionRule.archiveTasks() : RetentionRule.deleteTasks();
    }
}
