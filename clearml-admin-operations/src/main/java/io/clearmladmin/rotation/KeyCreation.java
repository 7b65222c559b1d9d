package io.clearmladmin.rotation;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.credentials.CredentialStore;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.keys.KeyIssuer;
import io.clearmladmin.internal.keys.KeyOrder;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Creates a key for a user: it is stored and proved by a login before it gets its label. If that fails, it is revoked, so that
 * no key is left whose secret nobody has; a run that was killed in between is finished by the next one of the same label.
 *
 * <p>It requires role {@code system}, {@code root} or {@code admin}, and a user that the caller may impersonate. Methods block;
 * one object serves one thread.
 */
public final class KeyCreation {

    private final ClearMl clearml;
    private final CredentialStore store;
    private final Optional<Duration> lifetime;

    private KeyCreation(Builder options) {
        this.clearml = options.clearml;
        this.store = options.store;
        this.lifetime = options.lifetime;
    }

    /** A builder; the caller closes the client. */
    public static Builder builder(ClearMl clearml, CredentialStore store) {
        return new Builder(clearml, store);
    }

    /**
     * Creates a key with this label, and returns its access key. A user may have several keys of one label.
     *
     * @throws io.clearmladmin.errors.SecretNotKeptException if there is no usable new key, or not yet; the message says what
     *     became of it
     */
    public String create(String userId, String label) {
        KeyOwners.Owner owner = KeyOwners.ofUser(clearml, userId).owners().get(0);
        KeyOrder order =
                new KeyOrder(Check.text("label", label), label + KeyIssuer.IN_PROGRESS, lifetime, keys -> true);
        List<CredentialInfo> known =
                clearml.impersonating(userId).auth().getCredentials().credentials();
        StringBuilder made = new StringBuilder();
        new KeyIssuer(clearml, owner.tenantId(), owner.tenant(), userId, store).newKey(order, known, made::append);
        return made.toString();
    }

    /** Says how keys are created. */
    public static final class Builder {

        private final ClearMl clearml;
        private final CredentialStore store;
        private Optional<Duration> lifetime = Optional.empty();

        private Builder(ClearMl clearml, CredentialStore store) {
            this.clearml = Objects.requireNonNull(clearml, "clearml");
            this.store = Objects.requireNonNull(store, "store");
        }

        /** The lifetime, at most a year; by default the server's. Enterprise. */
        public Builder lifetime(Duration time) {
            this.lifetime = Optional.of(Check.tokenLifetime("lifetime", time));
            return this;
        }

        /** Builds it. */
        public KeyCreation build() {
            return new KeyCreation(this);
        }
    }
}
