package io.clearmladmin.kafka;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a transactional id can be: it is a part of the state's keys, and '/' ends it there. */
final class TransactionalId {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    private TransactionalId() {}

    static String check(String setting, @Nullable String id) {
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException(setting + ": must not be empty");
        }
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    setting + ": must be 1 to 200 letters, digits, '.', '_' and '-', got '" + id + "'");
        }
        return id;
    }
}
