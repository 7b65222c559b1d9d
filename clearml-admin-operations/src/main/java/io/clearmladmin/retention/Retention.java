package io.clearmladmin.retention;

import io.clearmladmin.ClearMl;
import io.clearmladmin.retention.RetentionPlan.Sample;
import io.clearmladmin.retention.RetentionSubject.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Archives or deletes old tasks and models of one tenant by a {@link RetentionRule}, never what waits or runs, nor what is
 * published unless the rule says so.
 *
 * <pre>{@code
 * Retention retention = Retention.of(clearml);
 * RetentionRule rule = RetentionRule.deleteTasks()
 *         .olderThan(Duration.ofDays(365))
 *         .systemTags(List.of("archived"))
 *         .build();
 * RetentionPlan plan = retention.plan(rule);
 * System.out.println(plan); // counts, samples, what stays behind; writes nothing
 * RetentionReport report = retention.apply(plan);
 * }</pre>
 *
 * <p>It works in the tenant of its client; {@code clearml.actingAs(userId)} is a client in another. Any role may; what access
 * rules hide is not found. Memory is bounded: some thousand ids at a time, and counts.
 *
 * <p>Methods block. Safe for use by many threads; two runs over the same objects are harmless.
 */
public final class Retention {

    private static final int SAMPLES = 10;
    // Of fewer than a hundred tasks, the server deletes the events before it replies.
    private static final int BATCH = 99;
    private static final Comparator<RetentionCandidate> BY_AGE = Comparator.comparing(
                    (RetentionCandidate candidate) -> candidate.changed().orElse(Instant.MAX))
            .thenComparing(RetentionCandidate::id);

    private final ClearMl clearml;
    private final Clock clock;
    private final int batchSize;

    /** With batches of another size. */
    Retention(ClearMl clearml, Clock clock, int batchSize) {
        this.clearml = Objects.requireNonNull(clearml, "clearml");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.batchSize = batchSize;
    }

    /** Uses this client, which the caller closes. Nothing is sent. */
    public static Retention of(ClearMl clearml) {
        return of(clearml, Clock.systemUTC());
    }

    /** With this clock for ages; it should agree with the server's. */
    public static Retention of(ClearMl clearml, Clock clock) {
        return new Retention(clearml, clock, BATCH);
    }

    /**
     * Counts what a rule is about, and reads samples. It writes nothing, and lists every object once: a call for each 500.
     *
     * @throws io.clearmladmin.errors.InvalidIdException if a project of the rule is unknown
     */
    public RetentionPlan plan(RetentionRule rule) {
        Instant time = clock.instant();
        Optional<Instant> before = rule.olderThan().map(age -> time.minus(age).truncatedTo(ChronoUnit.SECONDS));
        RetentionSubject subject = subject(rule, before);
        Map<String, Integer> byStatus = new HashMap<>();
        Map<String, Integer> byProject = new HashMap<>();
        Map<String, Integer> kept = new HashMap<>();
        PriorityQueue<RetentionCandidate> oldest = new PriorityQueue<>(BY_AGE.reversed());
        int[] due = {0};
        subject.list().forEach(candidate -> {
            if (candidate.reasonToKeep().isPresent()) {
                kept.merge(candidate.reasonToKeep().get(), 1, Integer::sum);
                return;
            }
            if (candidate.isArchived() && rule.action() == RetentionRule.Action.ARCHIVE) {
                return;
            }
            due[0]++;
            byStatus.merge(candidate.status(), 1, Integer::sum);
            byProject.merge(candidate.project(), 1, Integer::sum);
            oldest.add(candidate);
            if (oldest.size() > SAMPLES) {
                oldest.remove();
            }
        });
        return new RetentionPlan(
                rule, time, before, due[0], byStatus, byProject, kept, samples(subject, oldest), LeftBehind.of(rule));
    }

    private RetentionSubject subject(RetentionRule rule, Optional<Instant> before) {
        RetentionScope scope = RetentionScope.of(clearml, rule, before);
        return rule.subject() == RetentionRule.Subject.TASKS
                ? new RetainedTasks(clearml, rule, scope)
                : new RetainedModels(clearml, rule, scope);
    }

    private static List<Sample> samples(RetentionSubject subject, PriorityQueue<RetentionCandidate> oldest) {
        List<RetentionCandidate> all = oldest.stream().sorted(BY_AGE).toList();
        if (all.isEmpty()) {
            return List.of();
        }
        Map<String, Files> files =
                subject.files(all.stream().map(RetentionCandidate::id).toList());
        return all.stream()
                .map(candidate -> {
                    Files its = files.getOrDefault(candidate.id(), new Files(0, Optional.empty()));
                    return new Sample(
                            candidate.id(),
                            candidate.name(),
                            candidate.project(),
                            candidate.status(),
                            candidate.changed(),
                            its.count(),
                            its.bytes());
                })
                .toList();
    }

    /** Archives or deletes as {@link #apply(RetentionPlan, Consumer)} does, without progress. */
    public RetentionReport apply(RetentionPlan plan) {
        return apply(plan, item -> {});
    }

    /**
     * Archives or deletes what is due now by the plan's rule and date, in batches of 99; blocks until a last look finds nothing
     * left to do. Each batch is read again right before it is written, and what has changed since is left alone; between that
     * look and the write, a task that is set running is not protected. A task that is not archived is archived before it is
     * deleted.
     *
     * <p>Repeatable: applied again, it does what is left, after a failure, an interrupt or a killed process too. A call that
     * fails is settled by reading its objects. If the server failed, the run ends, since a server without its Elasticsearch
     * deletes tasks and leaves their events; the report says why, and what is not known. A call that fails before anything was
     * written is thrown.
     *
     * @param progress notified of each object, on the calling thread; of one that is kept or refused, once more by the last
     *     look. What it throws is logged
     */
    public RetentionReport apply(RetentionPlan plan, Consumer<RetentionItem> progress) {
        RetentionRule rule = plan.rule();
        RetentionSubject subject = subject(rule, plan.before());
        RetentionTally tally = new RetentionTally(rule, Objects.requireNonNull(progress, "progress"));
        return new RetentionRun(subject, tally, rule.action(), batchSize).run();
    }
}
