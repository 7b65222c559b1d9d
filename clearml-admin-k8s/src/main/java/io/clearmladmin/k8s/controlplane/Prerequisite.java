package io.clearmladmin.k8s.controlplane;

import io.clearmladmin.report.Finding;
import io.clearmladmin.report.Findings;
import io.clearmladmin.report.Severity;
import io.clearmladmin.report.SkippedCheck;
import java.util.Optional;

/** A prerequisite to check: its name, what is needed and where, and how it is inspected. */
record Prerequisite(String check, String need, String where, Inspection inspection) {

    Prerequisite(String check, String need, Inspection inspection) {
        this(check, need, "", inspection);
    }

    /** Inspects it; refusals and failures become the check's outcome. */
    interface Inspection {
        Outcome inspect() throws NotReadException;
    }

    /** How it came out; without a severity, it could not be checked. */
    record Outcome(Optional<Severity> severity, String found, String remedy) {

        static Outcome ok(String found) {
            return new Outcome(Optional.of(Severity.OK), found, "");
        }

        static Outcome warning(String found, String remedy) {
            return new Outcome(Optional.of(Severity.MEDIUM), found, remedy);
        }

        static Outcome failed(String found, String remedy) {
            return new Outcome(Optional.of(Severity.CRITICAL), found, remedy);
        }

        static Outcome skipped(String why, String remedy) {
            return new Outcome(Optional.empty(), why, remedy);
        }
    }

    Outcome outcome() {
        try {
            return inspection.inspect();
        } catch (NotReadException failure) {
            return failure.kind() == NotReadException.Kind.FORBIDDEN
                    ? Outcome.skipped(failure.found(), failure.remedy())
                    : Outcome.failed(failure.found(), failure.remedy());
        }
    }

    void report(Outcome outcome, Findings findings) {
        if (outcome.severity().isPresent()) {
            findings.ran(check);
            findings.add(new Finding(check, outcome.severity().get(), need, outcome.found(), outcome.remedy(), where));
        } else {
            String reason = (where.isEmpty() ? "" : where + ": ") + outcome.found();
            findings.add(new SkippedCheck(check, reason, outcome.remedy()));
        }
    }
}
