package io.clearmladmin.cli;

import io.clearmladmin.credentials.CredentialStore;
import io.clearmladmin.credentials.NewKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the secrets of new keys go: never to a log, and to the output only if that is asked for. */
final class KeyOutput {

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Keep new keys here: a clearml.conf for each, which only you may read.")
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = "--kubernetes",
            paramLabel = "NAMESPACE",
            description = "Write manifests of Kubernetes Secrets for this namespace instead.")
    private Optional<String> namespace = Optional.empty();

    /** Whether a place is named. */
    boolean isGiven() {
        return folder.isPresent();
    }

    /** The store; what would go nowhere is refused before anything is sent. */
    CredentialStore store() {
        Path out = folder.orElseThrow(() ->
                CommandException.wrongUse("there is no place for the secrets of new keys", "name a folder with --out"));
        return namespace
                .map(space -> CredentialStore.kubernetesSecrets(out, space))
                .orElseGet(() -> CredentialStore.files(out));
    }

    /** The store, or one that is never used where no key is created. */
    CredentialStore storeIfGiven() {
        return isGiven() ? store() : key -> store();
    }

    /** Keeps keys in memory, for who wants to see them. */
    static final class Shown implements CredentialStore {

        private final List<NewKey> keys = new ArrayList<>();

        @Override
        public void receive(NewKey key) {
            keys.add(key);
        }

        List<NewKey> keys() {
            return List.copyOf(keys);
        }
    }
}
