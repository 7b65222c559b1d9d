package io.clearmladmin.audit;

import io.clearmladmin.internal.text.SafeText;
import java.util.Objects;

/**
 * A check, or a part of one, that could not run.
 *
 * @param check the name of the check
 * @param reason why, and for a part of the check, which
 */
public record SkippedCheck(String check, String reason) {

    /** Refuses null, and makes the reason safe to display. */
    public SkippedCheck {
        Objects.requireNonNull(check, "check");
        reason = SafeText.line(reason);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
