package io.clearmladmin.audit;

import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.secrets.SafeText;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What an audit found.
 *
 * @param server the API server's address
 * @param time when the audit began
 * @param findings what was found, the worst first
 * @param skipped what could not be looked at, and why; a check may be here for a part of it and in {@code checks} too
 * @param checks the names of the checks that were made
 */
public record AuditReport(
        String server, Instant time, List<Finding> findings, List<SkippedCheck> skipped, List<String> checks) {

    /** Puts the worst first. */
    public AuditReport {
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(time, "time");
        findings = findings.stream()
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
        skipped = List.copyOf(skipped);
        checks = List.copyOf(checks);
    }

    /** The report for a person: findings from the worst on, then what ran, then what could not and why. */
    public String toText() {
        return ReportText.of(this);
    }

    /** The report as JSON, with {@code snake_case} names and the time in ISO 8601. */
    public String toJson() {
        return Json.pretty(this);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
