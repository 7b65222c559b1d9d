package io.clearmladmin.internal.keys;

import io.clearmladmin.auth.CredentialInfo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A key to create.
 *
 * @param label its final label
 * @param meanwhile the label it has until it is proved
 * @param lifetime its lifetime; the server's default if absent
 * @param isWanted whether it is still wanted, given all keys of the user after its creation
 */
public record KeyOrder(
        String label, String meanwhile, Optional<Duration> lifetime, Predicate<List<CredentialInfo>> isWanted) {

    /** The suffix of the label of an unfinished key that a run is about to revoke. */
    public static final String WITHDRAWN = " (withdrawn)";

    /** Whether a key was begun for this order, by any run. */
    boolean isFor(CredentialInfo key) {
        return key.label()
                .filter(label -> label.equals(meanwhile) || label.equals(meanwhile + WITHDRAWN))
                .isPresent();
    }
}
