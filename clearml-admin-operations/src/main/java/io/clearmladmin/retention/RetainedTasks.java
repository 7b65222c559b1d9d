package io.clearmladmin.retention;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.BatchFailure;
import io.clearmladmin.endpoint.BatchItem;
import io.clearmladmin.endpoint.BatchResult;
import io.clearmladmin.tasks.ArchiveTasks;
import io.clearmladmin.tasks.DeleteTasks;
import io.clearmladmin.tasks.DeletedTask;
import io.clearmladmin.tasks.FileUrls;
import io.clearmladmin.tasks.Task;
import io.clearmladmin.tasks.TaskExecution;
import io.clearmladmin.tasks.TaskQuery;
import io.clearmladmin.tasks.TaskStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The tasks of a rule. */
final class RetainedTasks implements RetentionSubject {

    private static final List<String> FIELDS = List.of(
            "id",
            "name",
            "company",
            "type",
            "project.name",
            "status",
            "status_changed",
            "last_update",
            "created",
            "tags",
            "system_tags");

    private final ClearMl clearml;
    private final RetentionRule rule;
    private final RetentionScope scope;
    private final List<TaskStatus> statuses;

    RetainedTasks(ClearMl clearml, RetentionRule rule, RetentionScope scope) {
        this.clearml = clearml;
        this.rule = rule;
        this.scope = scope;
        this.statuses = rule.statuses();
    }

    // Steps of pipelines are hidden tasks.
    private static TaskQuery.Builder query() {
        TaskQuery.Builder query = TaskQuery.builder();
        query.searchHidden(true).onlyFields(FIELDS);
        return query;
    }

    @Override
    public Stream<RetentionCandidate> list() {
        TaskQuery.Builder query = query();
        query.orderBy(List.of("id"));
        if (rule.ids().isPresent()) {
            // Each gets a reason if it is left alone.
            query.id(rule.ids());
        } else {
            query.status(statuses)
                    .project(rule.projects())
                    .includeSubprojects(rule.projects().map(ids -> true))
                    .tags(rule.tags())
                    .systemTags(scope.systemTags())
                    .statusChanged(scope.dates());
        }
        return clearml.tasks().getAllEx(query.build()).stream().map(this::candidate);
    }

    @Override
    public Map<String, RetentionCandidate> read(List<String> ids) {
        Map<String, RetentionCandidate> found = new LinkedHashMap<>();
        for (Task task : clearml.tasks().getAllEx(query().id(ids).build())) {
            if (ids.contains(task.id())) {
                found.put(task.id(), candidate(task));
            }
            if (found.size() == ids.size()) {
                break; // no further page is asked for
            }
        }
        return found;
    }

    private RetentionCandidate candidate(Task task) {
        Optional<Instant> changed =
                RetentionScope.latest(Stream.of(task.statusChanged(), task.lastUpdate(), task.created()));
        return new RetentionCandidate(
                task.id(),
                task.name().orElse(""),
                RetentionScope.nameOf(task.project()),
                task.status().map(TaskStatus::value).orElse(""),
                changed,
                task.isArchived(),
                ofStatus(task)
                        .or(() -> ofKind(task))
                        .or(() -> scope.reasonToKeep(
                                task.company(), task.project(), changed, task.tags(), task.systemTags())));
    }

    private Optional<String> ofStatus(Task task) {
        if (task.status().filter(statuses::contains).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                task.status().map(status -> "its status is " + status).orElse("the server does not report its status"));
    }

    private Optional<String> ofKind(Task task) {
        boolean isReport = task.type().filter("report"::equals).isPresent()
                || task.systemTags().contains("reports");
        if (isReport && !isNamed("reports")) {
            return Optional.of("it is a report");
        }
        return task.systemTags().contains("dataset") && !isNamed("dataset")
                ? Optional.of("it is a dataset")
                : Optional.empty();
    }

    private boolean isNamed(String systemTag) {
        return rule.ids().isPresent()
                || rule.systemTags().filter(tags -> tags.contains(systemTag)).isPresent();
    }

    @Override
    public Map<String, Files> files(List<String> ids) {
        TaskQuery query = TaskQuery.builder()
                .id(ids)
                .searchHidden(true)
                .onlyFields(List.of("execution.artifacts"))
                .build();
        Map<String, Files> files = new LinkedHashMap<>();
        clearml.tasks().getAllEx(query).stream()
                .limit(ids.size())
                .forEach(task -> files.put(
                        task.id(),
                        files(task.execution().map(TaskExecution::additional).orElse(Map.of()))));
        return files;
    }

    // Not documented, so read leniently: a list of objects, each with its size in bytes.
    private static Files files(Map<String, Object> execution) {
        int count = 0;
        long bytes = 0;
        boolean isSized = false;
        if (execution.get("artifacts") instanceof List<?> artifacts) {
            for (Object artifact : artifacts) {
                count++;
                if (artifact instanceof Map<?, ?> fields && fields.get("content_size") instanceof Number size) {
                    bytes += size.longValue();
                    isSized = true;
                }
            }
        }
        return new Files(count, isSized ? Optional.of(bytes) : Optional.empty());
    }

    // An archived task is deleted without force, which would take what is published along.
    @Override
    public boolean isArchivedFirst() {
        return true;
    }

    @Override
    public Batch archive(List<String> ids) {
        BatchResult<BatchItem> result =
                clearml.tasks().archiveMany(ArchiveTasks.builder().ids(ids).build());
        return new Batch(
                result.succeeded().stream().map(item -> Done.of(item.id())).toList(), result.failed());
    }

    @Override
    public Batch delete(List<String> ids) {
        DeleteTasks.Builder request = DeleteTasks.builder();
        request.ids(ids).returnFileUrls(true).moveToTrash(false);
        if (rule.keepModels().orElse(false)) {
            request.deleteOutputModels(false);
        }
        if (rule.includePublished().orElse(false)) {
            request.force(true);
        }
        BatchResult<DeletedTask> result = clearml.tasks().deleteMany(request.build());
        return new Batch(
                result.succeeded().stream().flatMap(RetainedTasks::done).toList(), result.failed());
    }

    private static Stream<Done> done(DeletedTask task) {
        List<String> files = task.urls().map(RetainedTasks::all).orElse(List.of());
        return task.id().map(id -> new Done(id, files, task.deletedModels().orElse(0))).stream();
    }

    private static List<String> all(FileUrls urls) {
        return Stream.of(urls.modelUrls(), urls.artifactUrls(), urls.eventUrls())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public Optional<String> protection(BatchFailure failure) {
        boolean isProtected =
                failure.error().filter(error -> error.isOf(400, 123)).isPresent();
        return isProtected
                ? Optional.of("it is archived, and not deleted: something published depends on it")
                : Optional.empty();
    }

    @Override
    public boolean isGone(BatchFailure failure) {
        return failure.error().filter(error -> error.isOf(400, 101)).isPresent();
    }
}
