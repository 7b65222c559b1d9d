package io.clearmladmin.audit;

import java.util.Objects;

/**
 * A check, or a part of one, that could not be made.
 *
 * @param check the name of the check
 * @param reason which part of it, unless it is the whole, and why
 */
public record SkippedCheck(String check, String reason) {

    /** Refuses null. */
    public SkippedCheck {
        Objects.requireNonNull(check, "check");
        Objects.requireNonNull(reason, "reason");
    }
}
