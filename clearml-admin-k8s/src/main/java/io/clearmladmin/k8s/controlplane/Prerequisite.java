package io.clearmladmin.k8s.controlplane;

/** A prerequisite to check: its name and need, and how it is inspected. */
record Prerequisite(String name, String need, Inspection inspection) {

    /** Inspects it; refusals and failures become the check's outcome. */
    interface Inspection {
        Outcome inspect() throws NotReadException;
    }

    /** How it came out. */
    record Outcome(Level level, String found, String remedy) {

        static Outcome ok(String found) {
            return new Outcome(Level.OK, found, "");
        }

        static Outcome warning(String found, String remedy) {
            return new Outcome(Level.WARNING, found, remedy);
        }

        static Outcome failed(String found, String remedy) {
            return new Outcome(Level.FAILED, found, remedy);
        }

        static Outcome skipped(String why, String remedy) {
            return new Outcome(Level.SKIPPED, why, remedy);
        }
    }

    PreflightCheck check() {
        try {
            return with(inspection.inspect());
        } catch (NotReadException failure) {
            Level level = failure.kind() == NotReadException.Kind.FORBIDDEN ? Level.SKIPPED : Level.FAILED;
            return with(new Outcome(level, failure.found(), failure.remedy()));
        }
    }

    PreflightCheck with(Outcome outcome) {
        return new PreflightCheck(name, outcome.level(), need, outcome.found(), outcome.remedy());
    }
}
