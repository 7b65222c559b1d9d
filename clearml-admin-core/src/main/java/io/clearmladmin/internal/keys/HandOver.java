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
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a key for a user, has it kept, proves it by a login, and only then gives it its label. Until then the key has a
 * label that says so. Whoever finds such a key later knows by its last use whether it was proved, and so whether it was
 * kept: if not, nobody may have its secret, and it is revoked.
 */
public final class HandOver {

    /** What the label of a new key ends in until it is proved. */
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

    /**
     * A new key with this label, made under another that says so until it is proved. What an earlier run left is finished
     * if it was proved, and revoked if not.
     *
     * @param known the user's keys
     * @param whenProved what is to be done before the key gets its label
     */
    public void newKey(
            String label,
            String meanwhile,
            Optional<Duration> life,
            List<CredentialInfo> known,
            Consumer<String> whenProved) {
        String key = null;
        for (CredentialInfo left : known) {
            if (left.label().filter(meanwhile::equals).isEmpty()) {
                continue;
            }
            if (left.lastUsed().isPresent() && key == null) {
                key = left.accessKey();
            } else {
                revoke(asUser, left.accessKey());
            }
        }
        if (key == null) {
            key = kept(label, created(meanwhile, life));
        }
        whenProved.accept(key);
        asUser.auth().editCredentials(key, label);
    }

    private String kept(String label, Credentials key) {
        try {
            receiver.receive(new NewKey(tenant, user, label, key));
            prove(key);
            return key.accessKey();
        } catch (IOException | ClearMlException failure) {
            throw withdrawn(key, label, failure);
        }
    }

    // Where the answer was lost, the secret was too: the key is worth nothing and must not stay.
    private Credentials created(String meanwhile, Optional<Duration> life) {
        CreateCredentials request = CreateCredentials.builder()
                .label(meanwhile)
                .expirationSec(life.map(Duration::toSeconds))
                .build();
        try {
            return asUser.auth().createCredentials(request);
        } catch (OutcomeUnknownException lost) {
            LOG.info("The answer with a new key of {} was lost; if the key was made, it is revoked", user);
            asUser.auth().getCredentials().credentials().stream()
                    .filter(key -> key.label().filter(meanwhile::equals).isPresent())
                    .filter(key -> key.lastUsed().isEmpty())
                    .forEach(key -> revoke(asUser, key.accessKey()));
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
