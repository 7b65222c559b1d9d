package io.clearmladmin.audit;

import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The result of an audit.
 *
 * @param server the API server's address
 * @param time when the audit began
 * @param findings the findings, the worst first
 * @param skipped what could not be checked, and why; a check may be here for a part of it and in {@code checks} too
 * @param checks the names of the checks that ran
 * @param inapplicable the names of the checks that did not run, since only Enterprise servers have what they check
 */
public record AuditReport(
        String server,
        Instant time,
        List<Finding> findings,
        List<SkippedCheck> skipped,
        List<String> checks,
        List<String> inapplicable) {

    /** Sorts the worst first. */
    public AuditReport {
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(time, "time");
        findings = findings.stream()
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
        skipped = List.copyOf(skipped);
        checks = List.copyOf(checks);
        inapplicable = List.copyOf(inapplicable);
    }

    /** The names of the checks that could not run at all: what they check for may be there. */
    public List<String> notMade() {
        return skippedOnes().filter(check -> !checks.contains(check)).toList();
    }

    /** The names of the checks that could not run in part. */
    public List<String> madeInPart() {
        return skippedOnes().filter(checks::contains).toList();
    }

    private Stream<String> skippedOnes() {
        return skipped.stream().map(SkippedCheck::check).distinct();
    }

    /**
     * The report as text: which checks could not run and why, findings from the worst on, what ran, and what ran in
     * part.
     */
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
