package io.clearmladmin.credentials;

import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;

/**
 * A key in a {@link CredentialStore}, without its secret.
 *
 * @param tenantId the id of the tenant
 * @param tenant the name of the tenant, for people
 * @param user the id of the user whose key it is
 * @param label its purpose
 * @param accessKey the access key
 */
public record KeptKey(String tenantId, String tenant, String user, String label, String accessKey) {

    /** Refuses a key whose parts cannot form a name. */
    public KeptKey {
        Check.text("tenantId", tenantId);
        Check.text("user", user);
        Check.text("accessKey", accessKey);
    }

    /**
     * A name that no other key ever has: {@code <tenant id>.<user id>.<label>.<access key>}, at most 227 characters of
     * {@code a} to {@code z}, {@code 0} to {@code 9}, {@code -} and {@code .}, so that it is a name for a file on every
     * system and for an object in Kubernetes. A part that is not of that form becomes its readable characters, two
     * dashes and a hash of the whole; an access key is in lower case.
     */
    public String ownName() {
        return stableName() + '.' + accessKeyPart();
    }

    /**
     * The name under which users of the key find it: {@code <tenant id>.<user id>.<label>}. The keys that replace it
     * get the same name.
     */
    public String stableName() {
        return userPart() + '.' + KeyNames.part(label);
    }

    /** The prefix of the names of all keys of the user. */
    String userPart() {
        return KeyNames.part(tenantId) + '.' + KeyNames.part(user);
    }

    /** The part between two dots in the names of all files that belong to this key only. */
    String accessKeyPart() {
        return KeyNames.accessKey(accessKey);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
