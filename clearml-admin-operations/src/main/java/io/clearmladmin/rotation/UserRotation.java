package io.clearmladmin.rotation;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.internal.keys.KeyIssuer;
import io.clearmladmin.internal.keys.KeyOrder;
import io.clearmladmin.rotation.KeyLabel.State;
import io.clearmladmin.rotation.KeyOwners.Owner;
import io.clearmladmin.rotation.PlannedKey.Action;
import io.clearmladmin.rotation.RotatedKey.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rotates the keys of one user. */
final class UserRotation implements UserJob {

    static final String OWN_KEY = "this client logs in with it; run again with the new one";
    static final String PROTECTED =
            "its user belongs to the server's own configuration; change it there and restart the API server";

    static final String ENDLESS =
            "a new key that expires needs an Enterprise server: an open-source one silently ignores the lifetime, and its keys"
                    + " never expire";

    private final ClearMl clearml;
    private final ClearMl asUser;
    private final Owner owner;
    private final Rotation.Settings settings;
    private final KeyIssuer handOver;
    private final String ownKey;
    private List<CredentialInfo> keys = List.of();

    UserRotation(ClearMl clearml, Owner owner, Rotation.Settings settings, String ownKey) {
        this.clearml = clearml;
        this.asUser = clearml.impersonating(owner.user());
        this.owner = owner;
        this.settings = settings;
        this.handOver = new KeyIssuer(clearml, owner.tenantId(), owner.tenant(), owner.user(), settings.store());
        this.ownKey = ownKey;
    }

    @Override
    public List<Decision> decide(List<CredentialInfo> all) {
        keys = all;
        List<Decision> decisions = new ArrayList<>();
        for (CredentialInfo key : all) {
            KeyLabel label = KeyLabel.of(key);
            switch (label.state()) {
                case CURRENT -> decisions.add(current(key, label));
                case REPLACED ->
                    decisions.add(replaced(key, label, label.replaced().orElseThrow()));
                case REPLACING -> replacing(key, label).ifPresent(decisions::add);
                case HANDED_OVER -> decisions.add(keep(key, label, "an onboarding is creating it"));
            }
        }
        return decisions;
    }

    private static Decision keep(CredentialInfo key, KeyLabel label, String why) {
        return new Decision(key, label, Action.KEEP, why);
    }

    private Decision current(CredentialInfo key, KeyLabel label) {
        boolean isBegun = keys.stream().anyMatch(other -> isInPlaceOf(KeyLabel.of(other), key));
        if (!isBegun) {
            Optional<String> why = settings.reasonToKeep(key).or(() -> tookAPlace(label));
            if (why.isPresent()) {
                return keep(key, label, why.get());
            }
        }
        if (owner.isProtected()) {
            return new Decision(key, label, Action.CANNOT, PROTECTED);
        }
        if (settings.lifetime().isPresent() && clearml.capabilities().edition() == Edition.OPEN_SOURCE) {
            return new Decision(key, label, Action.CANNOT, ENDLESS);
        }
        String why = isBegun ? "an interrupted run has begun it" : settings.reasonToReplace(key);
        return new Decision(key, label, Action.REPLACE, why + "; " + whatFollows(key, label));
    }

    private String whatFollows(CredentialInfo key, KeyLabel label) {
        String renamed = label.name().isEmpty() ? "the new one is labelled '" + label.successor() + "'; " : "";
        if (!settings.grace().isZero()) {
            return renamed + "still works for " + settings.grace();
        }
        return renamed + (isOwn(key) ? "still works, since this client logs in with it" : "revoked at once");
    }

    // After an interruption, a rotated key must not be rotated again.
    private Optional<String> tookAPlace(KeyLabel label) {
        return keys.stream()
                .map(KeyLabel::of)
                .filter(other -> other.state() == State.REPLACED && other.name().equals(label.name()))
                .findFirst()
                .map(other -> "it replaced another at " + other.replaced().orElseThrow());
    }

    private Decision replaced(CredentialInfo key, KeyLabel label, Instant since) {
        Instant due = since.plus(settings.grace());
        Optional<Instant> used = key.lastUsed().filter(since::isBefore);
        if (due.isAfter(settings.clock().instant())) {
            return keep(key, label, "to be revoked after " + due);
        }
        if (keys.stream().noneMatch(other -> isSuccessor(other, key, label))) {
            return keep(key, label, "the key that replaced it is gone");
        }
        if (used.isPresent() && !settings.evenIfUsed()) {
            String from = key.lastUsedFrom().map(where -> " from " + where).orElse("");
            return keep(key, label, "it was used since it was replaced, at " + used.get() + from);
        }
        if (isOwn(key)) {
            return keep(key, label, OWN_KEY);
        }
        return new Decision(key, label, Action.REVOKE, "it was replaced at " + since);
    }

    // One that has the label, or was proved and would have got it without the interruption.
    private static boolean isSuccessor(CredentialInfo other, CredentialInfo key, KeyLabel label) {
        KeyLabel its = KeyLabel.of(other);
        boolean isCurrent = its.state() == State.CURRENT && its.name().equals(label.name());
        return other.lastUsed().isPresent() && (isCurrent || isInPlaceOf(its, key));
    }

    private static boolean isInPlaceOf(KeyLabel label, CredentialInfo key) {
        return label.replacing().filter(KeyLabel.prefix(key)::equals).isPresent();
    }

    // A run was interrupted here. While its old key is unmarked, the old key's own turn finishes it.
    private Optional<Decision> replacing(CredentialInfo key, KeyLabel label) {
        boolean isOldThere = keys.stream()
                .anyMatch(old -> isInPlaceOf(label, old) && KeyLabel.of(old).state() == State.CURRENT);
        if (isOldThere) {
            return Optional.empty();
        }
        return Optional.of(
                key.lastUsed().isPresent()
                        ? new Decision(key, label, Action.FINISH, "an interrupted run has proved it")
                        : new Decision(
                                key,
                                label,
                                Action.REVOKE,
                                "an interrupted run was creating it, so that its secret may be lost"));
    }

    private boolean isOwn(CredentialInfo key) {
        return key.accessKey().equals(ownKey);
    }

    @Override
    public Result carryOut(Decision decision) {
        return switch (decision.action()) {
            case REPLACE -> replace(decision.key(), decision.label());
            case FINISH -> {
                KeyLabel label = decision.label();
                KeyOrder order = new KeyOrder(label.name(), label.meanwhile(), Optional.empty(), all -> true);
                handOver.resume(order, decision.key(), inUse -> {});
                yield new Result(Outcome.KEPT, decision.reason());
            }
            case REVOKE -> {
                if (decision.label().state() == State.REPLACING) {
                    handOver.withdraw(decision.key(), decision.label().meanwhile());
                    yield new Result(Outcome.REVOKED, decision.reason());
                }
                yield revoke(decision.key(), decision.label());
            }
            case KEEP -> new Result(Outcome.KEPT, decision.reason());
            case CANNOT -> new Result(Outcome.FAILED, decision.reason());
        };
    }

    private Result replace(CredentialInfo key, KeyLabel label) {
        Instant now = settings.clock().instant();
        KeyOrder order = new KeyOrder(
                label.successor(), label.replacing(key), settings.lifetime(), fresh -> isAsItWas(key, fresh));
        handOver.newKey(order, keys, inUse -> asUser.auth().editCredentials(key.accessKey(), label.replacedAt(now)));
        if (!settings.grace().isZero()) {
            return new Result(Outcome.REPLACED, "to be revoked after " + now.plus(settings.grace()));
        }
        return isOwn(key) ? new Result(Outcome.KEPT, OWN_KEY) : revoke(key, label);
    }

    private static boolean isAsItWas(CredentialInfo key, List<CredentialInfo> fresh) {
        return fresh.stream()
                .anyMatch(now ->
                        now.accessKey().equals(key.accessKey()) && now.label().equals(key.label()));
    }

    private Result revoke(CredentialInfo key, KeyLabel label) {
        return new Result(Outcome.REVOKED, handOver.revokeAndForget(key.accessKey(), label.successor()));
    }
}
