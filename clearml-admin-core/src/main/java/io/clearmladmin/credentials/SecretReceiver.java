package io.clearmladmin.credentials;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Takes new keys and keeps them: in files, as Kubernetes Secrets, or in a place of your own, such as a vault.
 *
 * <p>It is called from the thread that makes the key. When it returns, the key is safe; when it throws, the key is
 * revoked, and whoever asked for it is told. After a run that was cut off in between, it is called again for the same
 * tenant, user and label, with another key that takes the place of the first.
 */
@FunctionalInterface
public interface SecretReceiver {

    /** Keeps a key. */
    void receive(NewKey key) throws IOException;

    /**
     * Writes each key to {@code <tenant>-<label>.conf} in this folder, as a {@code clearml.conf} that ClearML's clients
     * and this library read. Only the owner may read the file (mode 600), from the first byte on.
     */
    static SecretReceiver files(Path folder) {
        return new PrivateFiles(folder, ".conf", KeyFormats::clearmlConf);
    }

    /**
     * Writes each key to {@code <tenant>-<label>.yaml} in this folder, as the manifest of a Kubernetes Secret for
     * {@code kubectl apply -f}; mode 600. It holds the key twice: as {@code agentk8sglue_key} and
     * {@code agentk8sglue_secret}, which the agent's chart reads by {@code existingAgentk8sglueSecret}, and under the
     * names of the environment variables that ClearML's clients read.
     */
    static SecretReceiver kubernetesSecrets(Path folder, String namespace) {
        return new PrivateFiles(folder, ".yaml", key -> KeyFormats.kubernetesSecret(key, namespace));
    }
}
