package io.clearmladmin.rotation;

import io.clearmladmin.auth.CredentialInfo;
import java.time.Instant;
import java.util.Optional;

/**
 * Since when nobody has used a key.
 *
 * @param used when it was last used
 * @param made when it was made, as far as the server says
 */
record Idle(Optional<Instant> used, Optional<Instant> made) {

    static Idle of(CredentialInfo key) {
        return new Idle(key.lastUsed(), key.created());
    }

    /** Why it must not count as unused since then; empty if it may. A key that was never used counts from when it was made. */
    Optional<String> reasonToKeep(Instant since) {
        Optional<Instant> last = used.or(() -> made);
        if (last.isEmpty()) {
            return Optional.of("it was never used, and the server does not tell when it was made");
        }
        return last.filter(since::isBefore).map(recently -> toString());
    }

    @Override
    public String toString() {
        return used.map(time -> "it was used at " + time)
                .or(() -> made.map(time -> "it was made at " + time + " and never used"))
                .orElse("it was never used");
    }
}
