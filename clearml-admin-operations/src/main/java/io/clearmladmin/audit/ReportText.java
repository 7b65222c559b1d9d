package io.clearmladmin.audit;

import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.report.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report as text for a terminal. */
final class ReportText {

    private static final String INDENT = " ".repeat(10);

    private ReportText() {}

    static String of(AuditReport report) {
        StringBuilder text = new StringBuilder()
                .append("Audit of ")
                .append(SafeText.line(report.server()))
                .append(" at ")
                .append(report.time())
                .append(": ")
                .append(summary(report))
                .append("\n\n");
        add(text, "Could not run, so that what these look for may be there", report, report.notMade(), "\n");
        report.findings().forEach(finding -> add(text, finding));
        text.append("Ran: ")
                .append(SafeText.line(String.join(", ", report.checks())))
                .append('\n');
        if (!report.inapplicable().isEmpty()) {
            text.append("For Enterprise servers only: ")
                    .append(SafeText.line(String.join(", ", report.inapplicable())))
                    .append('\n');
        }
        if (!report.madeInPart().isEmpty()) {
            text.append('\n');
        }
        add(text, "Could not run in part", report, report.madeInPart(), "");
        return text.toString();
    }

    private static void add(StringBuilder text, String head, AuditReport report, List<String> checks, String end) {
        if (checks.isEmpty()) {
            return;
        }
        text.append(head).append(":\n");
        report.skipped().stream()
                .filter(skipped -> checks.contains(skipped.check()))
                .forEach(skipped -> text.append("  ")
                        .append(SafeText.line(skipped.check()))
                        .append(": ")
                        .append(skipped.reason())
                        .append('\n'));
        text.append(end);
    }

    private static String summary(AuditReport report) {
        int all = report.checks().size() + report.notMade().size();
        Stream<String> unchecked = Stream.of(
                report.notMade().isEmpty()
                        ? ""
                        : report.notMade().size() + " of " + Phrases.count(all, "check") + " could not run",
                report.madeInPart().isEmpty()
                        ? ""
                        : report.madeInPart().size() + " of " + Phrases.count(all, "check") + " could not run in part");
        return Stream.concat(unchecked, Stream.of(summary(report.findings())))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String summary(List<Finding> findings) {
        String counts = Arrays.stream(Severity.values())
                .map(severity -> count(findings, severity))
                .filter(count -> !count.isEmpty())
                .collect(Collectors.joining(", "));
        return counts.isEmpty() ? "nothing found" : counts;
    }

    private static String count(List<Finding> findings, Severity severity) {
        long count = findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
        return count == 0 ? "" : count + " " + severity.name().toLowerCase(Locale.ROOT);
    }

    private static void add(StringBuilder text, Finding finding) {
        String severity = finding.severity().name();
        text.append(severity)
                .append(INDENT, 0, INDENT.length() - severity.length())
                .append(finding.check())
                .append(": ")
                .append(finding.subject())
                .append('\n');
        text.append(INDENT).append(finding.evidence()).append('\n');
        text.append(INDENT).append("-> ").append(finding.remedy()).append("\n\n");
    }
}
