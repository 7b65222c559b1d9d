package io.clearmladmin.internal.keys;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.CreateCredentials;
import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.auth.Credentials;
import io.clearmladmin.credentials.NewKey;
import io.clearmladmin.credentials.SecretReceiver;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.errors.InvalidIdException;
import io.clearmladmin.errors.OutcomeUnknownException;
import io.clearmladmin.errors.SecretNotKeptException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a key for a user, has it kept, proves it by a login, and only then gives it its label. Until then the key has a
 * label that says so: whoever finds such a key later knows that nobody may have its secret, and revokes it.
 */
public final class HandOver {

    /** What the label of a key ends in that nobody may have the secret of. */
    public static final String UNDER_WAY = " (being handed over)";

    private static final Logger LOG = LoggerFactory.getLogger("io.clearmladmin");

    private final ClearMl clearml;
    private final ClearMl asUser;
    private final String tenant;
    private final String user;
    private final SecretReceiver receiver;

    /** For a user of a tenant; {@code clearml} may impersonate it. */
    public HandOver(ClearMl clearml, String tenant, String user, SecretReceiver receiver) {
        this.clearml = clearml;
        this.asUser = clearml.impersonating(user);
        this.tenant = tenant;
        this.user = user;
        this.receiver = receiver;
    }

    /** Whether a key with this label was begun and not finished. */
    public static boolean isLeftOver(CredentialInfo key, String label) {
        return key.label().filter((label + UNDER_WAY)::equals).isPresent();
    }

    /** A new key with this label. What an earlier run left half done is revoked first. */
    public Credentials newKey(String label, Optional<Duration> life, List<CredentialInfo> known) {
        known.stream().filter(key -> isLeftOver(key, label)).forEach(this::revoke);
        Credentials key = created(label, life);
        try {
            receiver.receive(new NewKey(tenant, user, label, key));
            prove(key);
        } catch (IOException | ClearMlException failure) {
            throw withdrawn(key, label, failure);
        }
        asUser.auth().editCredentials(key.accessKey(), label);
        return key;
    }

    // Where the answer was lost, the secret was too: the key is worth nothing and must not stay.
    private Credentials created(String label, Optional<Duration> life) {
        CreateCredentials request = CreateCredentials.builder()
                .label(label + UNDER_WAY)
                .expirationSec(life.map(Duration::toSeconds))
                .build();
        try {
            return asUser.auth().createCredentials(request);
        } catch (OutcomeUnknownException lost) {
            LOG.info("The answer with a new key of {} was lost; if the key was made, it is revoked", user);
            asUser.auth().getCredentials().credentials().stream()
                    .filter(key -> isLeftOver(key, label))
                    .forEach(this::revoke);
            return asUser.auth().createCredentials(request);
        }
    }

    private void prove(Credentials key) {
        clearml.withCredentials(key.accessKey(), key.secretKey()).claims();
    }

    private SecretNotKeptException withdrawn(Credentials key, String label, Exception failure) {
        String outcome = "it was revoked";
        try {
            revoke(asUser, key.accessKey());
        } catch (ClearMlException alsoFailed) {
            failure.addSuppressed(alsoFailed);
            outcome = "it could not be revoked either, which the next run does";
        }
        String what = failure instanceof IOException ? "was not kept by its receiver" : "did not log in";
        return new SecretNotKeptException(
                "the new key '" + label + "' of user " + user + " " + what + "; " + outcome + ": "
                        + failure.getMessage(),
                failure);
    }

    private void revoke(CredentialInfo key) {
        revoke(asUser, key.accessKey());
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
        } catch (InvalidIdException gone) {
            LOG.debug("A key that was to be revoked is gone already");
        }
    }
}
