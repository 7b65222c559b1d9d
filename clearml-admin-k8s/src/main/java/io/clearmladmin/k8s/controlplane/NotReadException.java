package io.clearmladmin.k8s.controlplane;

import io.clearmladmin.k8s.internal.Safe;
import io.clearmladmin.report.Finding;
import io.clearmladmin.report.Findings;
import io.clearmladmin.report.Severity;
import io.clearmladmin.report.SkippedCheck;

/** Why something of the cluster could not be read, and what would help. */
final class NotReadException extends Exception {

    private static final long serialVersionUID = 1;
    private static final String RIGHTS = "rights";

    /** What kind of refusal it is. */
    enum Kind {
        /** This user may not. */
        FORBIDDEN,
        /** This cluster has no such kind of object. */
        NO_SUCH_KIND,
        /** The cluster does not answer, or not sensibly. */
        NO_ANSWER
    }

    private final Kind kind;
    private final String found;
    private final String remedy;

    NotReadException(Kind kind, String found, String remedy, Throwable cause) {
        super(Phrases.brief(Safe.text(found)), Safe.cause(cause));
        this.kind = kind;
        this.found = Phrases.brief(Safe.text(found));
        this.remedy = remedy;
    }

    Kind kind() {
        return kind;
    }

    String found() {
        return found;
    }

    String remedy() {
        return remedy;
    }

    /** A cluster that does not answer is a finding; what this user may not read leaves a gap in the report. */
    void report(Findings findings) {
        if (kind == Kind.NO_ANSWER) {
            findings.add(new Finding("kubernetes", Severity.CRITICAL, "the cluster", found, remedy, ""));
        } else {
            findings.ran(RIGHTS);
            findings.add(new SkippedCheck(RIGHTS, found, remedy));
        }
    }
}
