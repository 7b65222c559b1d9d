package io.clearmladmin.audit;

import io.clearmladmin.ClearMl;
import io.clearmladmin.internal.secrets.DefaultKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The settings of an audit.
 *
 * @param furtherKeys keys that must not work, besides the public ones
 * @param only the names of the checks to run
 */
record AuditSettings(
        ClearMl clearml,
        Clock clock,
        Duration unusedFor,
        Duration inactiveFor,
        Duration certificateFor,
        List<DefaultKey> furtherKeys,
        Set<String> only) {

    AuditSettings {
        furtherKeys = List.copyOf(furtherKeys);
        only = Set.copyOf(only);
    }
}
