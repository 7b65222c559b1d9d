package io.clearmladmin.onboarding;

import java.util.function.Consumer;

/** A step, and how it is done. */
record Todo(Step step, Consumer<Work> action) {

    static Todo create(String subject, String to, Consumer<Work> action) {
        return new Todo(Step.create(subject, to), action);
    }

    static Todo change(String subject, String from, String to, Consumer<Work> action) {
        return new Todo(Step.change(subject, from, to), action);
    }

    /** A step that does nothing. */
    static Todo none(Step step) {
        return new Todo(step, work -> {});
    }
}
