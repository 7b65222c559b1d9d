package io.clearmladmin.cli;

import io.clearmladmin.ClearMl;
import io.clearmladmin.credentials.CredentialStore;
import io.clearmladmin.credentials.NewKey;
import io.clearmladmin.directory.Directory;
import io.clearmladmin.directory.UserEntry;
import io.clearmladmin.rotation.KeyCreation;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "create",
        description = {
            "Creates a key for a user. It is stored and proved by a login before it gets its label.",
            "Its secret goes to a folder, or to the output with --show-secret."
        },
        footer = {
            "",
            "Examples:",
            "  clearml-admin key create --user 'Build robot' --label ci --out keys --yes",
            "  clearml-admin key create --user 'Build robot' --label agent --out keys --kubernetes clearml --yes"
        })
@Prints(one = KeyCreate.Created.class)
final class KeyCreate implements Action {

    record Created(String user, String label, String accessKey, Optional<String> secretKey) {}

    @Option(names = "--user", required = true, paramLabel = "USER", description = "The name, the e-mail or the id.")
    private String user = "";

    @Option(names = "--label", required = true, paramLabel = "LABEL", description = "What the key is for.")
    private String label = "";

    @Option(names = "--lifetime", paramLabel = "TIME", description = "How long it lives, such as 90d. Enterprise.")
    private Optional<Duration> lifetime = Optional.empty();

    @Option(names = "--show-secret", description = "Print the secret, and keep it nowhere.")
    private boolean isSecretShown;

    @Mixin
    private final KeyOutput keys = new KeyOutput();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        if (isSecretShown && keys.isGiven()) {
            throw CommandException.wrongUse("--show-secret and --out exclude each other", "leave one of them out");
        }
        KeyOutput.Shown shown = new KeyOutput.Shown();
        CredentialStore store = isSecretShown ? shown : keys.store();
        ClearMl clearml = invocation.clearml();
        UserEntry owner = Directory.of(clearml).user(user);
        confirmation.ask(
                invocation, "create a key '" + label + "' for " + owner.name().orElse("") + " (" + owner.id() + ")");
        KeyCreation.Builder creation = KeyCreation.builder(clearml, store);
        lifetime.ifPresent(creation::lifetime);
        String accessKey = creation.build().create(owner.id(), label);
        Optional<String> secret = shown.keys().stream()
                .map(NewKey::credentials)
                .filter(key -> key.accessKey().equals(accessKey))
                .map(key -> key.secretKey().reveal())
                .findFirst();
        invocation.output().one(Created.class, new Created(owner.id(), label, accessKey, secret));
        return ExitCode.DONE;
    }
}
