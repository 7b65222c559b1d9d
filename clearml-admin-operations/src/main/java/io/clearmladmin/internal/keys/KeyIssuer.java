package io.clearmladmin.internal.keys;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.CreateCredentials;
import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.auth.Credentials;
import io.clearmladmin.credentials.CredentialStore;
import io.clearmladmin.credentials.KeptKey;
import io.clearmladmin.credentials.NewKey;
import io.clearmladmin.errors.ApiException;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.errors.InvalidIdException;
import io.clearmladmin.errors.OutcomeUnknownException;
import io.clearmladmin.errors.SecretNotKeptException;
import io.clearmladmin.internal.secrets.Redactor;
import io.clearmladmin.internal.secrets.ShortKey;
import io.clearmladmin.internal.threads.Foreign;
import io.clearmladmin.internal.threads.ForeignCodeException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a key for a user, has it kept, proves it by a login, has it put to use, and only then gives it its label. Until then the
 * key has a label that says so. Whoever finds such a key later knows by its last use whether it was proved, and so whether it
 * was kept: if not, nobody may have its secret, and it is revoked; if so, it is finished.
 *
 * <p>Two runs for one user do not harm each other, though no server has a lock for them. Each makes its key and then looks
 * whether it is alone: of two, one at least sees the other, and takes its own key back while nobody else can have begun to
 * count on it. Who finds a key that was not proved marks it as withdrawn before looking again, and its maker looks for the mark
 * after proving: one of them sees what the other did. A key that is proved is not revoked by its maker, since another run may
 * be finishing it.
 */
public final class KeyIssuer {

    /** What the label of a new key ends in until it is proved. */
    public static final String UNDER_WAY = " (being handed over)";

    private static final int PROTECTED = 301;
    private static final Logger LOG = LoggerFactory.getLogger("io.clearmladmin");

    private final ClearMl clearml;
    private final ClearMl asUser;
    private final String tenantId;
    private final String tenant;
    private final String user;
    private final CredentialStore receiver;

    /** For a user of a tenant; {@code clearml} may impersonate it. */
    public KeyIssuer(ClearMl clearml, String tenantId, String tenant, String user, CredentialStore receiver) {
        this.clearml = clearml;
        this.asUser = clearml.impersonating(user);
        this.tenantId = tenantId;
        this.tenant = tenant;
        this.user = user;
        this.receiver = receiver;
    }

    /**
     * Makes the key. What an earlier run left of it is finished if it was proved, and revoked if not.
     *
     * @param known the user's keys
     * @param whenInUse is given the access key, for what is to be done before the key gets its label
     * @throws SecretNotKeptException if there is no new key to use, or not yet; the message says what became of it
     */
    public void newKey(KeyOrder order, List<CredentialInfo> known, Consumer<String> whenInUse) {
        Optional<CredentialInfo> proved = Optional.empty();
        for (CredentialInfo key : known.stream().filter(order::isFor).toList()) {
            if (key.lastUsed().isPresent()) {
                proved = Optional.of(key);
            } else {
                withdraw(key, order.meanwhile());
            }
        }
        if (proved.isPresent()) {
            resume(order, proved.get(), whenInUse);
        } else {
            Credentials made = made(order);
            finish(order, made.accessKey(), new Redactor(List.of(made.secretKey())), whenInUse);
        }
    }

    /** Finishes a key that an earlier run has proved; {@code whenInUse} as in {@link #newKey}. */
    public void resume(KeyOrder order, CredentialInfo proved, Consumer<String> whenInUse) {
        if (!proved.label().equals(Optional.of(order.meanwhile()))) {
            asUser.auth().editCredentials(proved.accessKey(), order.meanwhile());
        }
        finish(order, proved.accessKey(), new Redactor(List.of()), whenInUse);
    }

    private void finish(KeyOrder order, String key, Redactor secrets, Consumer<String> whenInUse) {
        Optional<String> label = find(keys(), key).flatMap(CredentialInfo::label);
        if (label.equals(Optional.of(order.label()))) {
            LOG.info("Another run has finished a new key of {}", user);
            return;
        }
        if (!label.equals(Optional.of(order.meanwhile()))) {
            throw disturbed();
        }
        putToUse(key, order.label(), secrets);
        whenInUse.accept(key);
        asUser.auth().editCredentials(key, order.label());
    }

    private SecretNotKeptException disturbed() {
        return new SecretNotKeptException(
                "another run is at work on the keys of user " + user
                        + ", or somebody changes them; run again when that is over",
                null);
    }

    private void putToUse(String accessKey, String label, Redactor secrets) {
        try {
            notifyReceiver(() -> receiver.proved(kept(accessKey, label)));
        } catch (RuntimeException failure) {
            throw new SecretNotKeptException(
                    "the new key " + ShortKey.of(accessKey) + " '" + label + "' of user " + user
                            + " is kept and logs in, but its receiver did not put it to use; an old key works on, and the next"
                            + " run tries again: " + secrets.redact(reason(failure)),
                    secrets.cause(failure));
        }
    }

    /**
     * Revokes a key that a run has left behind without proving it.
     *
     * @param meanwhile the label that it was made under
     * @throws SecretNotKeptException if it is proved by now: another run is at work. The key stays.
     */
    public void withdraw(CredentialInfo left, String meanwhile) {
        if (!markWithdrawn(left.accessKey(), meanwhile)) {
            throw disturbed();
        }
        String trouble = revokeAndForget(left.accessKey(), "");
        if (!trouble.isEmpty()) {
            LOG.warn("A key of {} that was left half made is revoked, but {}", user, trouble);
        }
    }

    // False if it is proved by now.
    private boolean markWithdrawn(String accessKey, String meanwhile) {
        try {
            asUser.auth().editCredentials(accessKey, meanwhile + KeyOrder.WITHDRAWN);
        } catch (InvalidIdException gone) {
            LOG.debug("A key that was to be withdrawn is gone already");
        }
        return find(keys(), accessKey).flatMap(CredentialInfo::lastUsed).isEmpty();
    }

    /**
     * Revokes a key, and has its receiver forget it.
     *
     * @return what went wrong at the receiver; empty if nothing
     * @throws ClearMlException if it may not be revoked
     */
    public String revokeAndForget(String accessKey, String label) {
        revoke(asUser, accessKey);
        try {
            notifyReceiver(() -> receiver.revoked(kept(accessKey, label)));
            return "";
        } catch (RuntimeException failure) {
            return "its receiver did not forget it: " + reason(failure);
        }
    }

    private static void notifyReceiver(Foreign.Action action) {
        Foreign.run("the receiver", action);
    }

    // An IOException says what went wrong in words for people; of anything else, its kind is half of what it says.
    private static Throwable plain(Throwable failure) {
        return failure instanceof ForeignCodeException && failure.getCause() instanceof IOException own ? own : failure;
    }

    /** Why it failed. An exception that is not ours may have no message, or fail to give it. */
    public static String reason(Throwable failure) {
        try {
            String message = plain(failure).getMessage();
            return message == null ? failure.getClass().getName() : message;
        } catch (RuntimeException | StackOverflowError unprintable) {
            return failure.getClass().getName();
        }
    }

    private KeptKey kept(String accessKey, String label) {
        return new KeptKey(tenantId, tenant, user, label, accessKey);
    }

    private List<CredentialInfo> keys() {
        return asUser.auth().getCredentials().credentials();
    }

    private static Optional<CredentialInfo> find(List<CredentialInfo> keys, String accessKey) {
        return keys.stream().filter(key -> key.accessKey().equals(accessKey)).findFirst();
    }

    private Credentials made(KeyOrder order) {
        Credentials key = created(order);
        String failed = "is not kept";
        try {
            requireAsOrdered(order, key);
            failed = "was not kept by its receiver";
            notifyReceiver(() -> receiver.receive(new NewKey(kept(key.accessKey(), order.label()), key)));
        } catch (RuntimeException failure) {
            String outcome = takeBack(failure, () -> revokedAndForgotten(key.accessKey(), order.label()));
            throw notKept(order, key, failed + "; " + outcome, failure);
        } catch (Error end) {
            takeBack(end, () -> revokedAndForgotten(key.accessKey(), order.label()));
            throw end;
        }
        prove(order, key);
        return key;
    }

    // The login may have come through though it failed here: then the key counts as proved, for other runs too.
    private void prove(KeyOrder order, Credentials key) {
        try {
            clearml.withCredentials(key.accessKey(), key.secretKey()).claims();
        } catch (RuntimeException failure) {
            String outcome = takeBack(failure, () -> withdrawn(key.accessKey(), order.meanwhile()));
            throw notKept(order, key, "did not log in; " + outcome, failure);
        }
    }

    private SecretNotKeptException notKept(KeyOrder order, Credentials key, String what, RuntimeException cause) {
        // Its receiver has the secret, and may quote it in whatever it throws.
        Redactor secrets = new Redactor(List.of(key.secretKey()));
        return new SecretNotKeptException(
                "the new key " + ShortKey.of(key.accessKey()) + " '" + order.label() + "' of user " + user + " "
                        + secrets.redact(what + ": " + reason(cause)),
                secrets.cause(plain(cause)));
    }

    private String revokedAndForgotten(String accessKey, String label) {
        String trouble = revokeAndForget(accessKey, label);
        return "it was revoked" + (trouble.isEmpty() ? "" : ", but " + trouble);
    }

    private String withdrawn(String accessKey, String meanwhile) {
        return markWithdrawn(accessKey, meanwhile)
                ? revokedAndForgotten(accessKey, "")
                : "the server says that it did, so that the next run puts it to use";
    }

    // The caller's interrupt, if there is one, is for whoever comes after us: a key that nobody has must go first.
    private static String takeBack(Throwable why, Supplier<String> away) {
        boolean isInterrupted = Thread.interrupted();
        try {
            return away.get();
        } catch (RuntimeException alsoFailed) {
            why.addSuppressed(alsoFailed);
            return "it could not be revoked either, which the next run does";
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    // Where the answer was lost, the secret was too: the key is worth nothing and must not stay.
    private Credentials created(KeyOrder order) {
        CreateCredentials request = CreateCredentials.builder()
                .label(order.meanwhile())
                .expirationSec(order.life().map(Duration::toSeconds))
                .build();
        try {
            return asUser.auth().createCredentials(request);
        } catch (OutcomeUnknownException lost) {
            LOG.info("The answer with a new key of {} was lost; if the key was made, it is revoked", user);
            keys().stream().filter(order::isFor).forEach(key -> withdraw(key, order.meanwhile()));
            return asUser.auth().createCredentials(request);
        }
    }

    private void requireAsOrdered(KeyOrder order, Credentials made) {
        String accessKey = made.accessKey();
        List<CredentialInfo> now = keys();
        Optional<CredentialInfo> mine = find(now, accessKey);
        boolean isMine = mine.flatMap(CredentialInfo::label)
                .filter(order.meanwhile()::equals)
                .isPresent();
        boolean isAlone = now.stream()
                .filter(order::isFor)
                .allMatch(key -> key.accessKey().equals(accessKey));
        if (!isMine || !isAlone || !order.isWanted().test(now)) {
            throw disturbed();
        }
        // Servers that know no end of keys drop the field without a word.
        boolean ends =
                made.expire().or(() -> mine.flatMap(CredentialInfo::expire)).isPresent();
        if (order.life().isPresent() && !ends) {
            throw new SecretNotKeptException(
                    "the server made it without an end, though it was to end after "
                            + order.life().get() + "; ask for none, or have it replaced in time",
                    null);
        }
    }

    /** Revokes a key of this view's user; one that is gone already is as good. */
    public static void revoke(ClearMl asUser, String accessKey) {
        try {
            revokeOnce(asUser, accessKey);
        } catch (OutcomeUnknownException unknown) {
            // A key that is gone is refused by the server, so that a second try does no harm.
            revokeOnce(asUser, accessKey);
        }
    }

    private static void revokeOnce(ClearMl asUser, String accessKey) {
        try {
            asUser.auth().revokeCredentials(accessKey);
        } catch (InvalidIdException refused) {
            if (refused.subcode() == PROTECTED) {
                throw refused;
            }
            LOG.debug("A key that was to be revoked is gone already");
        }
    }

    /** Whether the server refused since the user is one of its own configuration. */
    public static boolean isProtected(@Nullable Throwable failure) {
        return failure instanceof ApiException refusal && refusal.code() == 400 && refusal.subcode() == PROTECTED;
    }
}
