package io.clearmladmin.retention;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.BatchError;
import io.clearmladmin.endpoint.BatchFailure;
import io.clearmladmin.endpoint.BatchItem;
import io.clearmladmin.endpoint.BatchResult;
import io.clearmladmin.models.DeleteModels;
import io.clearmladmin.models.DeletedModel;
import io.clearmladmin.models.Model;
import io.clearmladmin.models.ModelQuery;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The models of a rule. */
final class RetainedModels implements RetentionSubject {

    private static final List<String> FIELDS = List.of(
            "id", "name", "company", "project.name", "ready", "last_update", "created", "tags", "system_tags", "uri");

    private final ClearMl clearml;
    private final RetentionRule rule;
    private final RetentionScope scope;

    RetainedModels(ClearMl clearml, RetentionRule rule, RetentionScope scope) {
        this.clearml = clearml;
        this.rule = rule;
        this.scope = scope;
    }

    private static ModelQuery.Builder query() {
        ModelQuery.Builder query = ModelQuery.builder();
        query.onlyFields(FIELDS);
        return query;
    }

    @Override
    public Stream<RetentionCandidate> list() {
        ModelQuery.Builder query = query();
        query.orderBy(List.of("id"));
        if (rule.ids().isPresent()) {
            query.id(rule.ids());
        } else {
            query.ready(rule.includePublished().orElse(false) ? Optional.empty() : Optional.of(false))
                    .project(rule.projects())
                    .includeSubprojects(rule.projects().map(ids -> true))
                    .tags(rule.tags())
                    .systemTags(scope.systemTags())
                    .lastUpdate(scope.dates());
        }
        return clearml.models().getAllEx(query.build()).stream().map(this::candidate);
    }

    @Override
    public Map<String, RetentionCandidate> read(List<String> ids) {
        Map<String, RetentionCandidate> found = new LinkedHashMap<>();
        for (Model model : clearml.models().getAllEx(query().id(ids).build())) {
            if (ids.contains(model.id())) {
                found.put(model.id(), candidate(model));
            }
            if (found.size() == ids.size()) {
                break; // no further page is asked for
            }
        }
        return found;
    }

    private RetentionCandidate candidate(Model model) {
        Optional<Instant> changed = RetentionScope.latest(Stream.of(model.lastUpdate(), model.created()));
        return new RetentionCandidate(
                model.id(),
                model.name().orElse(""),
                RetentionScope.nameOf(model.project()),
                model.ready().map(isReady -> isReady ? "published" : "draft").orElse(""),
                changed,
                model.isArchived(),
                ofReady(model)
                        .or(() -> scope.reasonToKeep(
                                model.company(), model.project(), changed, model.tags(), model.systemTags())));
    }

    private Optional<String> ofReady(Model model) {
        if (rule.includePublished().orElse(false)
                || model.ready().filter(isReady -> !isReady).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                model.ready().isPresent() ? "it is published" : "the server does not say whether it is published");
    }

    @Override
    public Map<String, Files> files(List<String> ids) {
        ModelQuery query =
                ModelQuery.builder().id(ids).onlyFields(List.of("uri")).build();
        Map<String, Files> files = new LinkedHashMap<>();
        clearml.models().getAllEx(query).stream()
                .limit(ids.size())
                .forEach(model -> files.put(model.id(), new Files(model.uri().isPresent() ? 1 : 0, Optional.empty())));
        return files;
    }

    @Override
    public boolean isArchivedFirst() {
        return false;
    }

    @Override
    public Batch archive(List<String> ids) {
        BatchResult<BatchItem> result = clearml.models().archiveMany(ids);
        return new Batch(
                result.succeeded().stream().map(item -> Done.of(item.id())).toList(), result.failed());
    }

    // Without force: what is in use stays.
    @Override
    public Batch delete(List<String> ids) {
        BatchResult<DeletedModel> result =
                clearml.models().deleteMany(DeleteModels.builder().ids(ids).build());
        return new Batch(
                result.succeeded().stream().map(model -> Done.of(model.id())).toList(), result.failed());
    }

    @Override
    public Optional<String> protection(BatchFailure failure) {
        Optional<BatchError> error = failure.error();
        if (error.filter(one -> one.isOf(400, 205)).isPresent()) {
            return Optional.of("a task uses it as input");
        }
        return error.filter(one -> one.isOf(400, 206)).map(one -> "the task that made it is published");
    }

    @Override
    public boolean isGone(BatchFailure failure) {
        return failure.error().filter(error -> error.isOf(400, 201)).isPresent();
    }
}
