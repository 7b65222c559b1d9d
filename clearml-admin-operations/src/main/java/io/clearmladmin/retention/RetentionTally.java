package io.clearmladmin.retention;

import io.clearmladmin.internal.threads.Foreign;
import io.clearmladmin.retention.RetentionItem.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What became of each so far: notifies the progress, and keeps counts, and so many objects as fit. What a later pass looks at
 * again counts as that pass finds it.
 */
final class RetentionTally {

    private static final Logger LOG = LoggerFactory.getLogger("io.clearmladmin");
    private static final int MOST_KEPT = 1_000;

    private final RetentionRule rule;
    private final Consumer<RetentionItem> progress;
    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private final Map<String, Integer> kept = new TreeMap<>();
    private final List<RetentionItem> unfinished = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private int fileCount;
    private int deletedModels;

    RetentionTally(RetentionRule rule, Consumer<RetentionItem> progress) {
        this.rule = rule;
        this.progress = progress;
    }

    void beginPass() {
        kept.clear();
        unfinished.clear();
        counts.remove(Outcome.FAILED);
        counts.remove(Outcome.UNKNOWN);
    }

    /** How many were archived or deleted. */
    int done() {
        return of(Outcome.ARCHIVED) + of(Outcome.DELETED);
    }

    private int of(Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    void add(RetentionItem item) {
        counts.merge(item.outcome(), 1, Integer::sum);
        switch (item.outcome()) {
            case KEPT -> kept.merge(item.reason(), 1, Integer::sum);
            case FAILED, UNKNOWN -> addWhileFew(unfinished, item);
            case ARCHIVED, DELETED -> {}
        }
        item.files().forEach(file -> addWhileFew(files, file));
        fileCount += item.files().size();
        Foreign.notify(LOG, "the progress of a retention", () -> progress.accept(item));
    }

    private static <T> void addWhileFew(List<T> all, T one) {
        if (all.size() < MOST_KEPT) {
            all.add(one);
        }
    }

    void addDeletedModels(int count) {
        deletedModels += count;
    }

    RetentionReport report(Optional<String> ended) {
        return new RetentionReport(
                rule,
                of(Outcome.ARCHIVED),
                of(Outcome.DELETED),
                deletedModels,
                kept,
                of(Outcome.FAILED),
                of(Outcome.UNKNOWN),
                unfinished,
                files,
                fileCount,
                ended,
                LeftBehind.of(rule));
    }

    /** Logs how far a run came that something unexpected ended. */
    void logEnd() {
        LOG.warn("A retention ended early; until then: {}", report(Optional.of("unexpectedly")));
    }
}
