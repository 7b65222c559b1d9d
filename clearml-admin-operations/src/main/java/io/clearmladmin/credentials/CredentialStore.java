package io.clearmladmin.credentials;

import java.nio.file.Path;

/**
 * Stores new keys: in files, as Kubernetes Secrets, or in a store of your own, such as a vault:
 *
 * <pre>{@code
 * CredentialStore store = key -> vault.write("clearml/" + key.ownName(), key.credentials().secretKey().reveal());
 * }</pre>
 *
 * <p>It is notified of a key up to three times, on the thread that creates it: {@link #receive}, then {@link #proved}, and
 * eventually {@link #revoked}. A later run finishes one that stopped in between, so that {@code proved} and {@code revoked}
 * may be called again, also in another process; both must be idempotent. A store may throw anything: it is
 * reported, and the run goes on with the next key.
 *
 * <p>Where the secret is kept under {@link KeptKey#ownName()}, a new key never overwrites another one. A store that has only
 * one place for all keys of a purpose must change it in {@code proved}, and not before: until then, only the old key
 * is known to work.
 */
@FunctionalInterface
public interface CredentialStore {

    /**
     * Stores a key. When it returns, the secret must be durable, even across a power loss: soon after, the old key may be
     * revoked. If it throws, the new key is revoked, and {@link #revoked} is called, so that nothing of it remains.
     */
    void receive(NewKey key) throws Exception;

    /**
     * The stored key logs in; readers of this user and label must get this one from now on. If it
     * throws, both keys still work, and the next run calls it again.
     */
    default void proved(KeptKey key) throws Exception {}

    /** The key is revoked: its secret is worthless now. Also called for keys that were never stored here. */
    default void revoked(KeptKey key) throws Exception {}

    /**
     * Keeps keys as {@code clearml.conf} files that ClearML's clients and this library read. In this folder, {@code
     * <tenant id>.<user id>.<label>.conf} is always the last proved key; {@code by-key} in it has a file for each
     * key that was created here and not revoked. Only the owner may read the files (mode 600), from the first byte on; they are
     * forced to the disk, and replaced atomically.
     */
    static CredentialStore files(Path folder) {
        return new PrivateFiles(folder, KeyFormat.clearmlConf());
    }

    /**
     * The same with manifests of Kubernetes Secrets, {@code <tenant id>.<user id>.<label>.yaml}, for {@code kubectl apply -f
     * <folder>}. Each manifest's Secret has the name of its file, so that those in {@code by-key} never are another form of
     * the one that is in use. It holds the key twice: as {@code agentk8sglue_key} and {@code agentk8sglue_secret}, which the
     * agent's chart reads by {@code existingAgentk8sglueSecret}, and under the names of the environment variables that
     * ClearML's clients read.
     */
    static CredentialStore kubernetesSecrets(Path folder, String namespace) {
        return new PrivateFiles(folder, KeyFormat.kubernetesSecret(namespace));
    }
}
