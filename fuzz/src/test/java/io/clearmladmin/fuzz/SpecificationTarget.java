package io.clearmladmin.fuzz;

import io.clearmladmin.onboarding.InvalidSpecException;
import io.clearmladmin.onboarding.TenantSpec;
import java.nio.charset.StandardCharsets;

/** A tenant's specification. */
public final class SpecificationTarget {

    private SpecificationTarget() {}

    /** Loads what is needed, which takes its time where classes are instrumented. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput("a: b".getBytes(StandardCharsets.UTF_8));
    }

    /** One input. */
    public static void fuzzerTestOneInput(byte[] data) {
        try {
            TenantSpec.parse(new String(data, StandardCharsets.UTF_8));
        } catch (InvalidSpecException documented) {
            Outcome.shown(documented);
        }
    }
}
