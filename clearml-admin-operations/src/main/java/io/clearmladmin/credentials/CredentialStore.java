package io.clearmladmin.credentials;

import java.nio.file.Path;

/**
 * Takes new keys and keeps them: in files, as Kubernetes Secrets, or in a place of your own, such as a vault:
 *
 * <pre>{@code
 * CredentialStore receiver = key -> vault.write("clearml/" + key.ownName(), key.credentials().secretKey().reveal());
 * }</pre>
 *
 * <p>It is notified of a key up to three times, from the thread that makes it: {@link #receive}, then {@link #proved}, and one day
 * {@link #revoked}. A run that is cut off in between is finished by a later one, so that {@code proved} and {@code revoked}
 * may come again, also in another process; doing them again must do no harm. A receiver may throw what it likes: it is
 * reported, and the work goes on with the next key.
 *
 * <p>Where the secret is kept under {@link KeptKey#ownName()}, a new key never overwrites another one. A receiver that has only
 * one place for all keys of a use must change it in {@code proved}, and not before: until then, the old key is the one that
 * is known to work.
 */
@FunctionalInterface
public interface CredentialStore {

    /**
     * Keeps a key. When it returns, the secret must be safe, also from a loss of power: soon after, the old key may be revoked.
     * When it throws, the new key is revoked, and {@link #revoked} is called, so that nothing of it stays.
     */
    void receive(NewKey key) throws Exception;

    /**
     * The key that was kept logs in, and whoever asks for a key of this user and label shall get this one from now on. When it
     * throws, both keys go on working, and the next run calls it again.
     */
    default void proved(KeptKey key) throws Exception {}

    /** The key is revoked: its secret is worth nothing any more. It is called for keys too that were never kept here. */
    default void revoked(KeptKey key) throws Exception {}

    /**
     * Keeps keys as {@code clearml.conf} files that ClearML's clients and this library read. In this folder, {@code
     * <tenant id>.<user id>.<label>.conf} is always the last key that was proved; {@code by-key} in it has a file for each
     * key that was made here and not revoked. Only the owner may read the files (mode 600), from the first byte on; they are
     * forced to the disk, and changed as a whole or not at all.
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
