package io.clearmladmin.rotation;

import java.util.Objects;

/**
 * Carries the report of a run that a {@link VirtualMachineError} ended, say one of a receiver that ran out of memory: it is among
 * the suppressed exceptions of that error, unless the machine had no room for it; it is logged, too.
 */
public final class RotationEndedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient RotationReport report;

    RotationEndedException(RotationReport report) {
        super("the run ended early; until then:\n" + report);
        this.report = Objects.requireNonNull(report, "report");
    }

    /** What was done until then. */
    public RotationReport report() {
        return report;
    }
}
