package io.clearmladmin.drain;

import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.internal.text.Table;
import java.util.Locale;
import java.util.Objects;

/**
 * What keeps new work from starting, at one queue or worker.
 *
 * @param subject such as {@code queue gpus (5f3a)}
 * @param state how it is
 * @param how by which call, or why not
 */
public record DrainHold(String subject, State state, String how) {

    /** How a hold is. */
    public enum State {
        /** It is not held; a drain would hold it. */
        TO_HOLD,
        /** A drain holds it. */
        HELD,
        /** It is held, but not by a drain; an undo leaves it so. */
        HELD_BY_OTHERS,
        /** An undo has released it, or it never was held. */
        RELEASED,
        /** No call holds it. */
        CANNOT
    }

    /** Rejects null. */
    public DrainHold {
        Objects.requireNonNull(state, "state");
    }

    void addTo(Table rows) {
        rows.row(word(), subject, how);
    }

    private String word() {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** One line. */
    @Override
    public String toString() {
        return SafeText.line(word() + " " + subject + ": " + how);
    }
}
