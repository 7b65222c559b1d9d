package io.clearmladmin.testkit.server;

import org.jspecify.annotations.Nullable;

/**
 * A field that names another object: an id in most answers, and an object in those of {@code get_all_ex}.
 *
 * @param kind what it names
 * @param id its id
 */
record Ref(Kind kind, String id) {

    /** What can be named. */
    enum Kind {
        USER,
        COMPANY,
        PROJECT,
        TASK,
        MODEL,
        QUEUE
    }

    static @Nullable Ref of(Kind kind, @Nullable String id) {
        return id == null ? null : new Ref(kind, id);
    }
}
