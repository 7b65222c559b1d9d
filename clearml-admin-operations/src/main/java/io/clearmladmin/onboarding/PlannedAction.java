package io.clearmladmin.onboarding;

import java.util.function.Consumer;

/** A step and the code that does it. */
record PlannedAction(Step step, Consumer<ApplyContext> action) {

    static PlannedAction create(String subject, String to, Consumer<ApplyContext> action) {
        return new PlannedAction(Step.create(subject, to), action);
    }

    static PlannedAction change(String subject, String from, String to, Consumer<ApplyContext> action) {
        return new PlannedAction(Step.change(subject, from, to), action);
    }

    /** A step that does nothing. */
    static PlannedAction none(Step step) {
        return new PlannedAction(step, work -> {});
    }
}
