package io.clearmladmin.cli;

import io.clearmladmin.report.Report;
import io.clearmladmin.report.Severity;
import java.io.IOException;
import picocli.CommandLine.Option;

/** Prints a report, and makes an exit code of it. */
final class FailOn {

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description = "End with 10 if a finding is this bad or worse: critical, high (default), medium, low, info.")
    private Severity severity = Severity.HIGH;

    /** Prints it; a check that could not run at all is a finding too: what it looks for may be there. */
    ExitCode print(Invocation invocation, Report report) throws IOException {
        invocation.output().document(report.toText(), report.toJson(), "findings");
        return report.atLeast(severity).isEmpty() && report.notMade().isEmpty() ? ExitCode.DONE : ExitCode.FINDINGS;
    }
}
