package io.clearmladmin.k8s.controlplane;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether a cluster is fit for ClearML.
 *
 * @param time when it was checked
 * @param checks the checks, in the guide's order
 */
public record PreflightReport(Instant time, List<PreflightCheck> checks) {

    /** Keeps a copy. */
    public PreflightReport {
        Objects.requireNonNull(time, "time");
        checks = List.copyOf(checks);
    }

    /** Whether nothing failed, as far as could be seen; for an exit code. */
    public boolean isReady() {
        return checks.stream().noneMatch(check -> check.level() == Level.FAILED);
    }

    /** The check of a name. */
    public Optional<PreflightCheck> check(String name) {
        return checks.stream().filter(check -> check.name().equals(name)).findFirst();
    }

    /** The report for people: the checks in their order, with what to do. */
    public String toText() {
        StringBuilder text = new StringBuilder("Preflight at ")
                .append(time)
                .append(": ")
                .append(isReady() ? "ready, " : "not ready, ")
                .append(Counts.of(checks.stream().map(PreflightCheck::level).toList()))
                .append("\n\n");
        checks.forEach(check -> text.append(check).append('\n'));
        return text.toString();
    }

    /** The report for programs: {@code snake_case} names, the time in ISO 8601. */
    public String toJson() {
        return ReportJson.of(this);
    }

    /** As for people. */
    @Override
    public String toString() {
        return toText();
    }
}
