package io.clearmladmin.audit;

import io.clearmladmin.internal.text.SafeText;
import java.util.Objects;

/**
 * A check, or a part of one, that could not be made.
 *
 * @param check the name of the check
 * @param reason which part of it, unless it is the whole, and why
 */
public record SkippedCheck(String check, String reason) {

    /** Refuses null, and makes the reason fit to be shown. */
    public SkippedCheck {
        Objects.requireNonNull(check, "check");
        reason = SafeText.line(reason);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
