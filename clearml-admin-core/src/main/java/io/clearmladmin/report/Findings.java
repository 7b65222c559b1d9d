package io.clearmladmin.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what checks find, for a report. Not for use by several threads. */
public final class Findings {

    private final List<Finding> findings = new ArrayList<>();
    private final List<SkippedCheck> skipped = new ArrayList<>();
    private final Set<String> checks = new LinkedHashSet<>();
    private final Set<String> inapplicable = new LinkedHashSet<>();

    /** Collects nothing yet. */
    public Findings() {}

    /** Adds a finding. */
    public void add(Finding finding) {
        findings.add(finding);
    }

    /** Adds what could not be checked. */
    public void add(SkippedCheck skip) {
        skipped.add(skip);
    }

    /** Adds the name of a check that ran, in whole or in part. */
    public void ran(String check) {
        checks.add(check);
    }

    /** Adds the name of a check for which there is nothing here. */
    public void inapplicable(String check) {
        inapplicable.add(check);
    }

    /** How many findings there are. */
    public int size() {
        return findings.size();
    }

    /** The report of all of it. */
    public Report report(String title, Instant time) {
        return new Report(title, time, findings, skipped, List.copyOf(checks), List.copyOf(inapplicable));
    }
}
