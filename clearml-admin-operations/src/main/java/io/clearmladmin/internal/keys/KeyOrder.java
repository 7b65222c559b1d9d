package io.clearmladmin.internal.keys;

import io.clearmladmin.auth.CredentialInfo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A key that is to be made.
 *
 * @param label the label it shall have
 * @param meanwhile the label it has until it is proved
 * @param life how long it shall last; as the server has it if absent
 * @param isWanted whether it still is, seen from all keys of the user when it is made
 */
public record KeyOrder(
        String label, String meanwhile, Optional<Duration> life, Predicate<List<CredentialInfo>> isWanted) {

    /** What the label of a key ends in that a run has found half made and is about to revoke. */
    public static final String WITHDRAWN = " (withdrawn)";

    /** Whether a key was begun for this order, by whichever run. */
    boolean isFor(CredentialInfo key) {
        return key.label()
                .filter(label -> label.equals(meanwhile) || label.equals(meanwhile + WITHDRAWN))
                .isPresent();
    }
}
