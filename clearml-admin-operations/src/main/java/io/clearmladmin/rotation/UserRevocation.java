package io.clearmladmin.rotation;

import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.errors.InvalidIdException;
import io.clearmladmin.internal.keys.KeyIssuer;
import io.clearmladmin.rotation.KeyLabel.State;
import io.clearmladmin.rotation.KeyOwners.Owner;
import io.clearmladmin.rotation.PlannedKey.Action;
import io.clearmladmin.rotation.RotatedKey.Outcome;
import java.time.Instant;
import java.util.List;

/** Revokes the keys of one user that were not used since then. */
final class UserRevocation implements UserJob {

    private final Owner owner;
    private final KeyIssuer handOver;
    private final String ownKey;
    private final Instant since;

    UserRevocation(Owner owner, KeyIssuer handOver, String ownKey, Instant since) {
        this.owner = owner;
        this.handOver = handOver;
        this.ownKey = ownKey;
        this.since = since;
    }

    @Override
    public List<Decision> decide(List<CredentialInfo> keys) {
        return keys.stream().map(this::decide).toList();
    }

    private Decision decide(CredentialInfo key) {
        KeyLabel label = KeyLabel.of(key);
        Idle idle = Idle.of(key);
        if (key.accessKey().equals(ownKey)) {
            return new Decision(key, label, Action.KEEP, "this client logs in with it");
        }
        if (label.state() != State.CURRENT) {
            return new Decision(key, label, Action.KEEP, "a rotation or an onboarding is working on it");
        }
        return idle.reasonToKeep(since)
                .map(why -> new Decision(key, label, Action.KEEP, why))
                .orElseGet(() -> owner.isProtected()
                        ? new Decision(key, label, Action.CANNOT, UserRotation.PROTECTED)
                        : new Decision(key, label, Action.REVOKE, idle.toString()));
    }

    @Override
    public Result carryOut(Decision decision) {
        if (decision.action() != Action.REVOKE) {
            return new Result(Outcome.KEPT, decision.reason());
        }
        try {
            String trouble = handOver.revokeAndForget(
                    decision.key().accessKey(), decision.label().successor());
            return new Result(Outcome.REVOKED, decision.reason() + (trouble.isEmpty() ? "" : "; " + trouble));
        } catch (InvalidIdException refused) {
            if (KeyIssuer.isProtected(refused)) {
                return new Result(Outcome.KEPT, UserRotation.PROTECTED);
            }
            throw refused;
        }
    }
}
