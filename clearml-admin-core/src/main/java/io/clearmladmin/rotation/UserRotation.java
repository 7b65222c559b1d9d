package io.clearmladmin.rotation;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.internal.keys.HandOver;
import io.clearmladmin.rotation.RotatedKey.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Rotates the keys of one user. */
final class UserRotation {

    private final ClearMl asUser;
    private final String user;
    private final Rotation.Builder options;
    private final HandOver handOver;
    private final String ownKey;
    private final Consumer<RotatedKey> report;
    private List<CredentialInfo> keys = List.of();

    UserRotation(
            ClearMl clearml,
            String tenant,
            String user,
            Rotation.Builder options,
            String ownKey,
            Consumer<RotatedKey> report) {
        this.asUser = clearml.impersonating(user);
        this.user = user;
        this.options = options;
        this.handOver = new HandOver(clearml, tenant, user, options.receiver);
        this.ownKey = ownKey;
        this.report = report;
    }

    void run() {
        keys = asUser.auth().getCredentials().credentials();
        for (CredentialInfo key : keys) {
            KeyLabel label = KeyLabel.of(key);
            try {
                switch (label.state()) {
                    case CURRENT -> current(key, label);
                    case REPLACED -> replaced(key, label, label.replaced().orElseThrow());
                    case REPLACING -> replacing(key, label);
                    case HANDED_OVER -> tell(key, label, Outcome.KEPT, "an onboarding is making it");
                }
            } catch (ClearMlException failure) {
                tell(key, label, Outcome.FAILED, String.valueOf(failure.getMessage()));
            }
        }
    }

    private void tell(CredentialInfo key, KeyLabel label, Outcome outcome, String reason) {
        report.accept(new RotatedKey(user, key.accessKey(), label.name(), outcome, reason));
    }

    private void current(CredentialInfo key, KeyLabel label) {
        boolean isBegun = keys.stream().anyMatch(other -> isInPlaceOf(KeyLabel.of(other), key));
        Optional<String> why =
                isBegun ? Optional.empty() : options.reasonToKeep(key).or(() -> tookAPlace(label));
        if (why.isPresent()) {
            tell(key, label, Outcome.KEPT, why.get());
            return;
        }
        Instant now = options.clock.instant();
        handOver.newKey(
                label.name(),
                label.replacing(key),
                options.life,
                keys,
                proved -> asUser.auth().editCredentials(key.accessKey(), label.replacedAt(now)));
        if (options.grace.isZero()) {
            revoke(key, label);
        } else {
            tell(key, label, Outcome.REPLACED, "to be revoked after " + now.plus(options.grace));
        }
    }

    // A run that was cut off must not rotate again what it has rotated.
    private Optional<String> tookAPlace(KeyLabel label) {
        return keys.stream()
                .map(KeyLabel::of)
                .filter(other ->
                        other.state() == KeyLabel.State.REPLACED && other.name().equals(label.name()))
                .findFirst()
                .map(other ->
                        "it took the place of another at " + other.replaced().orElseThrow());
    }

    private void replaced(CredentialInfo key, KeyLabel label, Instant since) {
        Instant due = since.plus(options.grace);
        Optional<Instant> used = key.lastUsed().filter(since::isBefore);
        if (due.isAfter(options.clock.instant())) {
            tell(key, label, Outcome.KEPT, "to be revoked after " + due);
        } else if (keys.stream().noneMatch(other -> isSuccessor(other, key, label))) {
            tell(key, label, Outcome.KEPT, "the key that took its place is gone");
        } else if (used.isPresent() && !options.evenIfUsed) {
            String from = key.lastUsedFrom().map(where -> " from " + where).orElse("");
            tell(key, label, Outcome.KEPT, "it was used since it was replaced, at " + used.get() + from);
        } else {
            revoke(key, label);
        }
    }

    // One that has the label, or was proved and would have got it, had the run not been cut off.
    private static boolean isSuccessor(CredentialInfo other, CredentialInfo key, KeyLabel label) {
        KeyLabel its = KeyLabel.of(other);
        boolean isCurrent = its.state() == KeyLabel.State.CURRENT && its.name().equals(label.name());
        return other.lastUsed().isPresent() && (isCurrent || isInPlaceOf(its, key));
    }

    private static boolean isInPlaceOf(KeyLabel label, CredentialInfo key) {
        return label.replacing().filter(KeyLabel.prefix(key)::equals).isPresent();
    }

    // A run was cut off here. With its old key still unmarked, the old key's own turn finishes it.
    private void replacing(CredentialInfo key, KeyLabel label) {
        boolean oldIsThere = keys.stream()
                .anyMatch(old -> isInPlaceOf(label, old) && KeyLabel.of(old).state() == KeyLabel.State.CURRENT);
        if (oldIsThere) {
            return;
        }
        if (key.lastUsed().isPresent()) {
            asUser.auth().editCredentials(key.accessKey(), label.name());
            tell(key, label, Outcome.KEPT, "it was proved by a run that was cut off");
        } else {
            revoke(key, label);
        }
    }

    private void revoke(CredentialInfo key, KeyLabel label) {
        if (key.accessKey().equals(ownKey)) {
            tell(key, label, Outcome.KEPT, "this client logs in with it; run again with the new one");
        } else {
            HandOver.revoke(asUser, key.accessKey());
            tell(key, label, Outcome.REVOKED, "");
        }
    }
}
