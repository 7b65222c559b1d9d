package io.clearmladmin.audit;

import io.clearmladmin.audit.KeyRing.Holder;
import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.internal.keys.ConfiguredUsers;
import io.clearmladmin.internal.secrets.ShortKey;
import io.clearmladmin.report.Severity;
import java.time.Instant;
import java.util.List;

/** Finds keys that nobody uses. */
final class UnusedKeys {

    private UnusedKeys() {}

    static void check(AuditContext site, FindingCollector notes) {
        KeyRing keys = site.keys();
        keys.reportGaps(notes);
        keys.holders().forEach(holder -> check(holder, site.unusedSince(), notes));
    }

    private static void check(Holder holder, Instant since, FindingCollector notes) {
        List<String> unused = holder.keys().stream()
                .filter(key -> isUnused(key, since))
                .map(UnusedKeys::describe)
                .toList();
        if (!unused.isEmpty()) {
            notes.find(
                    Severity.LOW,
                    "user " + holder.person().name() + " of " + holder.tenant(),
                    Phrases.count(unused.size(), "unused key") + ": " + Phrases.list(unused),
                    ConfiguredUsers.isOne(holder.person().id())
                            ? "No call revokes them, since the user belongs to the server's own configuration: leave its key"
                                    + " empty there (secure.credentials), and restart the API server."
                            : "Revoke them as that user (auth.revoke_credentials).");
        }
    }

    // Open-source servers do not report when a key was created: it may be new, and is reported anyway.
    private static boolean isUnused(CredentialInfo key, Instant since) {
        return key.lastUsed().or(key::created).map(since::isAfter).orElse(true);
    }

    private static String describe(CredentialInfo key) {
        return ShortKey.of(key.accessKey())
                + key.lastUsed().map(time -> " last used " + time).orElse(" never used");
    }
}
