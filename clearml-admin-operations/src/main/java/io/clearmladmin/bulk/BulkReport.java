package io.clearmladmin.bulk;

import io.clearmladmin.internal.text.Counts;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of each item.
 *
 * @param outcomes one for each item, in the order of the items
 * @param <T> an item
 * @param <R> what its call returned
 */
public record BulkReport<T, R>(List<Outcome<T, R>> outcomes) {

    private static final int MOST_SHOWN = 20;

    /** Copies the list. */
    public BulkReport {
        outcomes = List.copyOf(outcomes);
    }

    /** What became of an item. */
    public enum Fate {
        /** Its call returned. */
        DONE,
        /** Its call failed. */
        FAILED,
        /**
         * It is not known whether the server carried the call out: an {@link
         * io.clearmladmin.errors.OutcomeUnknownException}, or a call that had not ended when the time was over.
         */
        UNKNOWN,
        /** Its call was not begun, since the time was over or the caller was interrupted. */
        NOT_TRIED
    }

    /**
     * The outcome for one item.
     *
     * @param item the item
     * @param fate what became of it
     * @param value what its call returned, if anything
     * @param failure what its call threw
     * @param <T> an item
     * @param <R> what its call returned
     */
    public record Outcome<T, R>(T item, Fate fate, Optional<R> value, Optional<RuntimeException> failure) {

        /** One line: fate, item, and why. */
        @Override
        public String toString() {
            String why = failure.map(thrown -> ": " + thrown.getMessage()).orElse("");
            return SafeText.line(fate.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + item + why);
        }
    }

    /** The outcomes of this fate. */
    public List<Outcome<T, R>> with(Fate fate) {
        return outcomes.stream().filter(outcome -> outcome.fate() == fate).toList();
    }

    /** Whether all are done. */
    public boolean isComplete() {
        return with(Fate.DONE).size() == outcomes.size();
    }

    /** What the calls returned that are done, in the order of the items; those that returned nothing are not among it. */
    public List<R> values() {
        return with(Fate.DONE).stream()
                .flatMap(outcome -> outcome.value().stream())
                .toList();
    }

    /** The items that are not done, in their order: failed, unknown and not tried. */
    public List<T> unfinished() {
        return outcomes.stream()
                .filter(outcome -> outcome.fate() != Fate.DONE)
                .map(Outcome::item)
                .toList();
    }

    /** For people: the counts, and the first 20 that are not done. */
    public String toText() {
        StringBuilder text = new StringBuilder(new Counts()
                .add(with(Fate.FAILED).size(), "failed")
                .add(with(Fate.UNKNOWN).size(), "unknown")
                .add(with(Fate.NOT_TRIED).size(), "not tried")
                .add(with(Fate.DONE).size(), "done")
                .orElse("no items"));
        outcomes.stream()
                .filter(outcome -> outcome.fate() != Fate.DONE)
                .limit(MOST_SHOWN)
                .forEach(outcome -> text.append("\n  ").append(outcome));
        int more = unfinished().size() - MOST_SHOWN;
        return text + (more > 0 ? "\n  and " + more + " more" : "") + "\n";
    }

    /** As for people. */
    @Override
    public String toString() {
        return toText();
    }
}
