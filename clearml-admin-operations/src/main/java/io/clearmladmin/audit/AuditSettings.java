package io.clearmladmin.audit;

import io.clearmladmin.ClearMl;
import io.clearmladmin.internal.secrets.DefaultKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What an audit goes by.
 *
 * @param furtherKeys keys that must not work, beside the public ones
 * @param only the names of the checks to make
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

    /** The checks to make, the gravest first. */
    List<Inspection> inspections() {
        return Inspection.ALL.stream()
                .filter(inspection -> only.contains(inspection.name()))
                .toList();
    }
}
