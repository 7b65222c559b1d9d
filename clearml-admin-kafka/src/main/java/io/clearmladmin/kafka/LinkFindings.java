package io.clearmladmin.kafka;

import io.clearmladmin.internal.secrets.Redactor;
import io.clearmladmin.report.Finding;
import io.clearmladmin.report.Findings;
import io.clearmladmin.report.Report;
import io.clearmladmin.report.Severity;
import io.clearmladmin.report.SkippedCheck;
import java.time.Instant;

/**
 * Collects what the doctor finds, without our own secrets: the server may have our password in places where none belongs, or
 * quote it when it fails.
 */
final class LinkFindings {

    private final Findings findings = new Findings();
    private final Redactor secrets;

    LinkFindings(Redactor secrets) {
        this.secrets = secrets;
    }

    /** It holds. */
    void good(Link link, String evidence) {
        add(link, Severity.OK, evidence, "");
    }

    /** It holds, but not as one would expect. */
    void doubtful(Link link, String evidence, String remedy) {
        add(link, Severity.MEDIUM, evidence, remedy);
    }

    /** No event gets past it. */
    void broken(Link link, String evidence, String remedy) {
        add(link, Severity.CRITICAL, evidence, remedy);
    }

    /** It could not be inspected. */
    void skip(Link link, String reason, String remedy) {
        findings.add(new SkippedCheck(link.check(), secrets.redact(reason), secrets.redact(remedy)));
    }

    private void add(Link link, Severity severity, String evidence, String remedy) {
        findings.ran(link.check());
        findings.add(new Finding(
                link.check(),
                severity,
                secrets.redact(link.what()),
                secrets.redact(evidence),
                secrets.redact(remedy),
                secrets.redact(link.where())));
    }

    Report report(Instant time) {
        return findings.report("Custom events", time);
    }
}
