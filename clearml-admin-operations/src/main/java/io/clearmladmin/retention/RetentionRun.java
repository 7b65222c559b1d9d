package io.clearmladmin.retention;

import io.clearmladmin.endpoint.BatchFailure;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.errors.OutcomeUnknownException;
import io.clearmladmin.errors.ServerErrorException;
import io.clearmladmin.errors.TransportException;
import io.clearmladmin.retention.RetentionItem.Outcome;
import io.clearmladmin.retention.RetentionRule.Action;
import io.clearmladmin.retention.RetentionSubject.Batch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One run. Ids are collected some thousand at a time, in their order, and then nothing is written while pages are read: what
 * goes shifts the pages behind it. Each batch is looked at again right before it is written. Passes follow until one finds
 * nothing to do, which verifies the rest.
 */
final class RetentionRun {

    private static final int BATCHES_AT_ONCE = 100;
    private static final int MOST_PASSES = 10;
    private static final String LOST = "the reply was lost; files that are left are not known";

    private final RetentionSubject subject;
    private final RetentionTally tally;
    private final boolean isDeletion;
    private final int batchSize;
    private String position = "";
    private boolean isAtEnd;
    private boolean isFirstPass = true;
    private boolean hasWritten;
    private Optional<String> ended = Optional.empty();

    RetentionRun(RetentionSubject subject, RetentionTally tally, Action action, int batchSize) {
        this.subject = subject;
        this.tally = tally;
        this.isDeletion = action == Action.DELETE;
        this.batchSize = batchSize;
    }

    RetentionReport run() {
        boolean isOver = false;
        try {
            int before = -1;
            for (int passes = 0; ended.isEmpty() && tally.done() > before; passes++) {
                if (passes == MOST_PASSES) {
                    ended = Optional.of("each of " + MOST_PASSES + " looks found more that is due");
                    break;
                }
                before = tally.done();
                pass();
                isFirstPass = false;
            }
            isOver = true;
        } catch (ClearMlException failure) {
            isOver = true;
            if (!hasWritten) {
                throw failure;
            }
            ended = Optional.of(String.valueOf(failure.getMessage()));
        } finally {
            if (!isOver) {
                tally.logEnd();
            }
        }
        return tally.report(ended);
    }

    private void pass() {
        tally.beginPass();
        position = "";
        isAtEnd = false;
        while (!isAtEnd && ended.isEmpty()) {
            List<String> ids = collect();
            for (int from = 0; from < ids.size() && ended.isEmpty(); from += batchSize) {
                batch(ids.subList(from, Math.min(from + batchSize, ids.size())));
            }
        }
    }

    /** The next that are due: those with ids behind the last look's. */
    private List<String> collect() {
        String after = position;
        Set<String> ids = new LinkedHashSet<>();
        Iterator<RetentionCandidate> all = subject.list().iterator();
        while (ids.size() < batchSize * BATCHES_AT_ONCE) {
            if (!all.hasNext()) {
                isAtEnd = true;
                break;
            }
            RetentionCandidate next = all.next();
            if (next.id().compareTo(after) > 0) {
                position = next.id().compareTo(position) > 0 ? next.id() : position;
                if (next.reasonToKeep().isPresent()) {
                    add(next, Outcome.KEPT, next.reasonToKeep().get());
                } else if (isDeletion || !next.isArchived()) {
                    ids.add(next.id());
                } else if (isFirstPass) {
                    add(next, Outcome.ARCHIVED, "it was archived already");
                }
            }
        }
        return List.copyOf(ids);
    }

    private void add(RetentionCandidate candidate, Outcome outcome, String reason) {
        tally.add(new RetentionItem(candidate.id(), candidate.name(), outcome, reason, List.of()));
    }

    private void batch(List<String> ids) {
        if (Thread.currentThread().isInterrupted()) {
            ended = Optional.of("it was interrupted");
            return;
        }
        Map<String, RetentionCandidate> now = subject.read(ids);
        List<RetentionCandidate> active = new ArrayList<>();
        List<RetentionCandidate> archived = new ArrayList<>();
        for (String id : ids) {
            RetentionCandidate candidate = now.get(id);
            if (candidate == null) {
                addGone(id);
            } else if (candidate.reasonToKeep().isPresent()) {
                add(candidate, Outcome.KEPT, candidate.reasonToKeep().get());
            } else {
                (candidate.isArchived() ? archived : active).add(candidate);
            }
        }
        if (!isDeletion) {
            archived.forEach(candidate -> add(candidate, Outcome.ARCHIVED, "it was archived already"));
            archive(active).forEach(candidate -> add(candidate, Outcome.ARCHIVED, ""));
            return;
        }
        if (active.isEmpty() || !subject.isArchivedFirst()) {
            archived.addAll(active);
            delete(archived);
        } else {
            archived.addAll(archive(active));
            delete(readAgain(archived));
        }
    }

    private void addGone(String id) {
        String reason = isDeletion ? "it was gone already" : "it is gone";
        tally.add(new RetentionItem(id, "", isDeletion ? Outcome.DELETED : Outcome.KEPT, reason, List.of()));
    }

    /** Archives these, and returns those that are archived then; the others are accounted for. */
    private List<RetentionCandidate> archive(List<RetentionCandidate> candidates) {
        if (candidates.isEmpty()) {
            return List.of();
        }
        hasWritten = true;
        try {
            Set<String> done = new HashSet<>();
            Batch batch = subject.archive(ids(candidates));
            batch.done().forEach(item -> done.add(item.id()));
            addRefused(candidates, batch);
            return candidates.stream().filter(each -> done.contains(each.id())).toList();
        } catch (ClearMlException failure) {
            return readBack(candidates, failure, RetentionCandidate::isArchived, candidate -> false);
        }
    }

    /** Those of these that still may be deleted: what was archived may have been set running just before. */
    private List<RetentionCandidate> readAgain(List<RetentionCandidate> archived) {
        if (archived.isEmpty() || ended.isPresent()) {
            archived.forEach(each -> add(each, Outcome.FAILED, "it is archived, and was not deleted"));
            return List.of();
        }
        Map<String, RetentionCandidate> now;
        try {
            now = subject.read(ids(archived));
        } catch (ClearMlException failure) {
            archived.forEach(each ->
                    add(each, Outcome.FAILED, "it is archived, and could not be read again: " + failure.getMessage()));
            ended = Optional.of(String.valueOf(failure.getMessage()));
            return List.of();
        }
        List<RetentionCandidate> due = new ArrayList<>();
        for (RetentionCandidate each : archived) {
            RetentionCandidate fresh = now.get(each.id());
            if (fresh == null) {
                addGone(each.id());
            } else if (fresh.reasonToKeep().isPresent()) {
                add(
                        fresh,
                        Outcome.KEPT,
                        "it is archived, and not deleted: "
                                + fresh.reasonToKeep().get());
            } else {
                due.add(fresh);
            }
        }
        return due;
    }

    private void delete(List<RetentionCandidate> candidates) {
        if (candidates.isEmpty()) {
            return;
        }
        hasWritten = true;
        try {
            Batch batch = subject.delete(ids(candidates));
            Map<String, RetentionCandidate> byId = new HashMap<>();
            candidates.forEach(each -> byId.put(each.id(), each));
            for (RetentionSubject.Done done : batch.done()) {
                RetentionCandidate candidate = byId.get(done.id());
                String name = candidate == null ? "" : candidate.name();
                tally.add(new RetentionItem(done.id(), name, Outcome.DELETED, "", done.files()));
                tally.addDeletedModels(done.deletedModels());
            }
            addRefused(candidates, batch);
        } catch (ClearMlException failure) {
            String reason = failed(failure) ? "the server failed then, and may have left its events" : LOST;
            readBack(candidates, failure, candidate -> false, candidate -> true)
                    .forEach(gone -> add(gone, Outcome.DELETED, reason));
        }
    }

    /** Accounts for those that a call about many refused, or said nothing of. */
    private void addRefused(List<RetentionCandidate> candidates, Batch batch) {
        Set<String> done = new HashSet<>();
        batch.done().forEach(item -> done.add(item.id()));
        for (RetentionCandidate candidate : candidates) {
            if (done.contains(candidate.id())) {
                continue;
            }
            Optional<BatchFailure> failure = batch.failed().stream()
                    .filter(one -> one.id().equals(candidate.id()))
                    .findFirst();
            if (failure.isEmpty()) {
                add(candidate, Outcome.UNKNOWN, "the server did not say what became of it");
            } else if (subject.isGone(failure.get())) {
                addGone(candidate.id());
            } else {
                Optional<String> protection = subject.protection(failure.get());
                String message = failure.get()
                        .error()
                        .map(error -> error.codes() + " " + error.msg().orElse(""))
                        .orElse("the server does not say why");
                add(candidate, protection.isPresent() ? Outcome.KEPT : Outcome.FAILED, protection.orElse(message));
            }
        }
    }

    /**
     * Settles a call that failed by reading its objects; returns those to which it was done. The run goes on only after a lost
     * reply to a call that was carried out in full: a server that fails leaves events behind with each that it deletes.
     */
    private List<RetentionCandidate> readBack(
            List<RetentionCandidate> candidates,
            ClearMlException failure,
            Predicate<RetentionCandidate> isDone,
            Predicate<RetentionCandidate> isDoneIfGone) {
        String message = String.valueOf(failure.getMessage());
        Map<String, RetentionCandidate> now;
        try {
            now = subject.read(ids(candidates));
        } catch (ClearMlException unread) {
            candidates.forEach(each -> add(each, Outcome.UNKNOWN, message));
            ended = Optional.of(message);
            return List.of();
        }
        List<RetentionCandidate> done = new ArrayList<>();
        boolean mayFollow = failure instanceof TransportException && !failed(failure);
        for (RetentionCandidate candidate : candidates) {
            RetentionCandidate fresh = now.get(candidate.id());
            if (fresh == null ? isDoneIfGone.test(candidate) : isDone.test(fresh)) {
                done.add(candidate);
            } else if (fresh == null) {
                addGone(candidate.id());
            } else {
                add(candidate, mayFollow ? Outcome.UNKNOWN : Outcome.FAILED, message);
            }
        }
        if (!mayFollow || done.size() < candidates.size()) {
            ended = Optional.of(message);
        }
        return done;
    }

    /** Whether the server itself failed, so that no reply was lost. */
    private static boolean failed(ClearMlException failure) {
        Throwable cause = failure instanceof OutcomeUnknownException ? failure.getCause() : failure;
        return cause instanceof ServerErrorException;
    }

    private static List<String> ids(List<RetentionCandidate> candidates) {
        return candidates.stream().map(RetentionCandidate::id).toList();
    }
}
