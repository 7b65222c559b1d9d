package io.clearmladmin.retention;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.projects.Project;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a rule says of tasks and models alike. The server is asked by the same criteria, but an old one ignores filters that it
 * does not know, and then returns everything: so each object is held against them here, too.
 */
final class RetentionScope {

    private static final String ARCHIVED = "archived";

    private final RetentionRule rule;
    private final Optional<Instant> before;
    private final Set<String> projectIds = new HashSet<>();
    private final List<String> projectPaths = new ArrayList<>();

    private RetentionScope(RetentionRule rule, Optional<Instant> before) {
        this.rule = rule;
        this.before = before;
    }

    /** Reads the names of its projects; an unknown one is an {@code InvalidIdException}. */
    static RetentionScope of(ClearMl clearml, RetentionRule rule, Optional<Instant> before) {
        RetentionScope scope = new RetentionScope(rule, before);
        for (String id : rule.projects().orElse(List.of())) {
            Project project = clearml.projects().getById(id);
            scope.projectIds.add(id);
            project.name().ifPresent(name -> scope.projectPaths.add(name + "/"));
        }
        return scope;
    }

    /** The date filter of a listing: in UTC, without a zone, as servers document it. */
    Optional<List<String>> dates() {
        return before.map(time -> List.of(
                "<" + DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC))));
    }

    /** The system tags of a listing. */
    Optional<List<String>> systemTags() {
        List<String> all = new ArrayList<>(rule.systemTags().orElse(List.of()));
        if (rule.action() == RetentionRule.Action.ARCHIVE) {
            all.add("-" + ARCHIVED);
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    /** Why an object is left alone, by what tasks and models have alike. */
    Optional<String> reasonToKeep(
            Optional<Reference> company,
            Optional<Reference> project,
            Optional<Instant> changed,
            List<String> tags,
            List<String> systemTags) {
        if (company.filter(owner -> !owner.id().isEmpty()).isEmpty()) {
            return Optional.of("it is public, or the server does not say whose it is");
        }
        if (before.isPresent() && changed.filter(before.get()::isAfter).isEmpty()) {
            return Optional.of(
                    changed.isEmpty() ? "the server does not report its age" : "it changed since " + before.get());
        }
        if (!projectIds.isEmpty() && project.filter(this::isWithin).isEmpty()) {
            return Optional.of("it is not in the project");
        }
        boolean hasTags = hasTags(tags, rule.tags().orElse(List.of()))
                && hasTags(systemTags, rule.systemTags().orElse(List.of()));
        return hasTags ? Optional.empty() : Optional.of("it does not have the tags");
    }

    private boolean isWithin(Reference project) {
        return projectIds.contains(project.id())
                || project.name()
                        .filter(name -> projectPaths.stream().anyMatch(name::startsWith))
                        .isPresent();
    }

    /** Any of those wanted, and none of those with a minus. */
    private static boolean hasTags(List<String> tags, List<String> wanted) {
        List<String> any = wanted.stream().filter(tag -> !tag.startsWith("-")).toList();
        return (any.isEmpty() || any.stream().anyMatch(tags::contains))
                && wanted.stream().noneMatch(tag -> tag.startsWith("-") && tags.contains(tag.substring(1)));
    }

    static String nameOf(Optional<Reference> project) {
        return project.map(one -> one.name().orElse(one.id())).orElse("");
    }

    static Optional<Instant> latest(Stream<Optional<Instant>> times) {
        return times.flatMap(Optional::stream).max(Instant::compareTo);
    }
}
