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
 * Creates a key for a user, stores it, proves it by a login, puts it to use, and only then gives it its label. Until then
 * the key has a label that says so. A later run that finds such a key knows by its last use whether it was proved, and so
 * whether it was stored: if not, its secret may be lost, and it is revoked; if so, it is finished.
 *
 * <p>Two runs for one user do not harm each other, although no server has a lock for them. Each creates its key and then checks
 * whether it is alone: of two, at least one sees the other, and revokes its own key before anybody else can
 * rely on it. A run that finds an unproved key marks it as withdrawn before checking again, and its creator checks for the mark
 * after proving: one of them sees what the other did. The creator does not revoke a proved key, since another run may
 * be finishing it.
 */
public final class KeyIssuer {

    /** The suffix of a new key's label until it is proved. */
    public static final String IN_PROGRESS = " (being handed over)";

    private static final int PROTECTED = 301;
    private static final Logger LOG = LoggerFactory.getLogger("io.clearmladmin");

    private final ClearMl clearml;
    private final ClearMl asUser;
    private final String tenantId;
    private final String tenant;
    private final String user;
    private final CredentialStore store;

    /** For a user of a tenant; {@code clearml} may impersonate it. */
    public KeyIssuer(ClearMl clearml, String tenantId, String tenant, String user, CredentialStore store) {
        this.clearml = clearml;
        this.asUser = clearml.impersonating(user);
        this.tenantId = tenantId;
        this.tenant = tenant;
        this.user = user;
        this.store = store;
    }

    /**
     * Creates the key. A key that an earlier run left is finished if it was proved, and revoked if not.
     *
     * @param known the user's keys
     * @param whenInUse receives the access key, for work before the key gets its label
     * @throws SecretNotKeptException if there is no usable new key, or not yet; the message says what became of it
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
                "another run is working on the keys of user " + user
                        + ", or somebody is changing them; run again later",
                null);
    }

    private void putToUse(String accessKey, String label, Redactor secrets) {
        try {
            notifyStore(() -> store.proved(kept(accessKey, label)));
        } catch (RuntimeException failure) {
            throw new SecretNotKeptException(
                    "the new key " + ShortKey.of(accessKey) + " '" + label + "' of user " + user
                            + " is stored and logs in, but its store did not put it to use; an old key still works, and the next"
                            + " run tries again: " + secrets.redact(reason(failure)),
                    secrets.cause(failure));
        }
    }

    /**
     * Revokes a key that a run left unproved.
     *
     * @param meanwhile the label that it was created with
     * @throws SecretNotKeptException if it is proved by now: another run is working. The key stays.
     */
    public void withdraw(CredentialInfo left, String meanwhile) {
        if (!markWithdrawn(left.accessKey(), meanwhile)) {
            throw disturbed();
        }
        String trouble = revokeAndForget(left.accessKey(), "");
        if (!trouble.isEmpty()) {
            LOG.warn("An unfinished key of {} is revoked, but {}", user, trouble);
        }
    }

    // False if it is proved by now.
    private boolean markWithdrawn(String accessKey, String meanwhile) {
        try {
            asUser.auth().editCredentials(accessKey, meanwhile + KeyOrder.WITHDRAWN);
        } catch (InvalidIdException gone) {
            LOG.debug("A key to withdraw is already gone");
        }
        return find(keys(), accessKey).flatMap(CredentialInfo::lastUsed).isEmpty();
    }

    /**
     * Revokes a key, and removes it from its store.
     *
     * @return what went wrong in the store; empty if nothing
     * @throws ClearMlException if it may not be revoked
     */
    public String revokeAndForget(String accessKey, String label) {
        revoke(asUser, accessKey);
        try {
            notifyStore(() -> store.revoked(kept(accessKey, label)));
            return "";
        } catch (RuntimeException failure) {
            return "its store did not remove it: " + reason(failure);
        }
    }

    private static void notifyStore(Foreign.Action action) {
        Foreign.run("the store", action);
    }

    // An IOException explains itself in its message; any other exception needs its type too.
    private static Throwable plain(Throwable failure) {
        return failure instanceof ForeignCodeException && failure.getCause() instanceof IOException own ? own : failure;
    }

    /** Why it failed. A foreign exception may have no message, or fail to return it. */
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
        String failed = "is not stored";
        try {
            requireAsOrdered(order, key);
            failed = "was not accepted by its store";
            notifyStore(() -> store.receive(new NewKey(kept(key.accessKey(), order.label()), key)));
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

    // The login may have succeeded although it failed here: then the key counts as proved, for other runs too.
    private void prove(KeyOrder order, Credentials key) {
        try {
            clearml.withCredentials(key.accessKey(), key.secretKey()).claims();
        } catch (RuntimeException failure) {
            String outcome = takeBack(failure, () -> withdrawn(key.accessKey(), order.meanwhile()));
            throw notKept(order, key, "did not log in; " + outcome, failure);
        }
    }

    private SecretNotKeptException notKept(KeyOrder order, Credentials key, String what, RuntimeException cause) {
        // The store has the secret, and may quote it in its exceptions.
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

    // The caller's interrupt waits: a key that nobody has must be revoked first.
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

    // If the reply was lost, the secret was too: the key is worthless and must not stay.
    private Credentials created(KeyOrder order) {
        CreateCredentials request = CreateCredentials.builder()
                .label(order.meanwhile())
                .expirationSec(order.lifetime().map(Duration::toSeconds))
                .build();
        try {
            return asUser.auth().createCredentials(request);
        } catch (OutcomeUnknownException lost) {
            LOG.info("The reply with a new key of {} was lost; if the key was created, it is revoked", user);
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
        // Servers without key lifetimes silently ignore the field.
        boolean ends =
                made.expire().or(() -> mine.flatMap(CredentialInfo::expire)).isPresent();
        if (order.lifetime().isPresent() && !ends) {
            throw new SecretNotKeptException(
                    "the server created it without an expiry, instead of a lifetime of "
                            + order.lifetime().get() + "; request none, or replace it in time",
                    null);
        }
    }

    /** Revokes a key of this view's user; one that is already gone counts as revoked. */
    public static void revoke(ClearMl asUser, String accessKey) {
        try {
            revokeOnce(asUser, accessKey);
        } catch (OutcomeUnknownException unknown) {
            // The server refuses a key that is gone, so a second revocation is retryable.
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
            LOG.debug("A key to revoke is already gone");
        }
    }

    /** Whether the server refused because the user belongs to its own configuration. */
    public static boolean isProtected(@Nullable Throwable failure) {
        return failure instanceof ApiException refusal && refusal.code() == 400 && refusal.subcode() == PROTECTED;
    }
}
