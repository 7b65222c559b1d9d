package io.clearmladmin.credentials;

import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;

/**
 * A key that a {@link CredentialStore} keeps, without its secret.
 *
 * @param tenantId the id of the tenant
 * @param tenant the name of the tenant, for people
 * @param user the id of the user whose key it is
 * @param label what it is for
 * @param accessKey the access key
 */
public record KeptKey(String tenantId, String tenant, String user, String label, String accessKey) {

    /** Refuses a key that nothing could be named after. */
    public KeptKey {
        Check.text("tenantId", tenantId);
        Check.text("user", user);
        Check.text("accessKey", accessKey);
    }

    /**
     * A name that no other key ever has: {@code <tenant id>.<user id>.<label>.<access key>}, at most 227 characters of
     * {@code a} to {@code z}, {@code 0} to {@code 9}, {@code -} and {@code .}, so that it is a name for a file on every
     * system and for an object in Kubernetes. A part that is not of that form stands there as what is readable of it, two
     * dashes and a hash of the whole; an access key stands in lower case.
     */
    public String ownName() {
        return stableName() + '.' + accessKeyPart();
    }

    /**
     * The name under which whoever uses the key looks for it: {@code <tenant id>.<user id>.<label>}. The keys that replace it
     * get the same one.
     */
    public String stableName() {
        return userPart() + '.' + KeyNames.part(label);
    }

    /** What the names of all keys of the user begin with. */
    String userPart() {
        return KeyNames.part(tenantId) + '.' + KeyNames.part(user);
    }

    /** What the names of all files that are this key's alone have between two dots. */
    String accessKeyPart() {
        return KeyNames.accessKey(accessKey);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
