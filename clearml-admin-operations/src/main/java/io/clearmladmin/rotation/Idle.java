package io.clearmladmin.rotation;

import io.clearmladmin.auth.CredentialInfo;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a key has been unused.
 *
 * @param used when it was last used
 * @param made when it was created, if the server reports it
 */
record Idle(Optional<Instant> used, Optional<Instant> made) {

    static Idle of(CredentialInfo key) {
        return new Idle(key.lastUsed(), key.created());
    }

    /** Why it does not count as unused since then; empty if it does. A key that was never used counts from its creation. */
    Optional<String> reasonToKeep(Instant since) {
        Optional<Instant> last = used.or(() -> made);
        if (last.isEmpty()) {
            return Optional.of("it was never used, and the server does not report when it was created");
        }
        return last.filter(since::isBefore).map(recently -> toString());
    }

    @Override
    public String toString() {
        return used.map(time -> "it was used at " + time)
                .or(() -> made.map(time -> "it was created at " + time + " and never used"))
                .orElse("it was never used");
    }
}
