package io.clearmladmin.rotation;

import java.util.Objects;

/**
 * Carries the report of a run that a {@link VirtualMachineError} ended, such as in a store that ran out of memory: it is among
 * the suppressed exceptions of that error, unless memory did not suffice; it is logged, too.
 */
public final class RotationEndedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient RotationReport report;

    RotationEndedException(RotationReport report) {
        super("the run ended early; until then:\n" + report);
        this.report = Objects.requireNonNull(report, "report");
    }

    /** The report until then. */
    public RotationReport report() {
        return report;
    }
}
