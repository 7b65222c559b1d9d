package io.clearmladmin.cli;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** One run of a command: where it runs, what it prints to, and the client, which is made when it is first needed. */
final class Invocation implements AutoCloseable {

    /** What has the secret of {@code --access-key} if no file does. */
    static final String SECRET_VARIABLE = "CLEARML_API_SECRET_KEY";

    private static final long LONGEST_INPUT = 64L << 20;

    private final Surroundings surroundings;
    private final GlobalOptions options;
    private final Messages messages;
    // Of its own, so that Ctrl-C can end what waits for a reply.
    private volatile @Nullable OkHttpClient http;
    private @Nullable ClearMl clearml;

    Invocation(Surroundings surroundings, GlobalOptions options, Messages messages) {
        this.surroundings = surroundings;
        this.options = options;
        this.messages = messages;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    GlobalOptions options() {
        return options;
    }

    Messages messages() {
        return messages;
    }

    Output output() {
        messages.clear();
        return new Output(surroundings.out(), options.output(), surroundings.columns());
    }

    /** The client, by the options, a profile, the environment or {@code clearml.conf}. */
    ClearMl clearml() throws IOException {
        if (clearml == null) {
            clearml = connect();
        }
        return clearml;
    }

    private ClearMl connect() throws IOException {
        OkHttpClient own = new OkHttpClient();
        http = own;
        ClearMl.Builder builder = ClearMl.builder().clientName("clearml-admin").httpClient(own);
        options.timeout().ifPresent(builder::callTimeout);
        Optional<Profile> profile = profile();
        profile.ifPresent(chosen -> use(chosen, builder));
        options.url().ifPresent(builder::apiUrl);
        if (options.accessKey().isPresent() || options.secretFile().isPresent()) {
            builder.credentials(givenKey(), givenSecret().reveal());
        }
        if (options.isVerbose()) {
            builder.listener(messages.attempts());
        } else if (surroundings.isErrTerminal()) {
            builder.listener(new Activity(messages));
        }
        return builder.build();
    }

    private String givenKey() {
        return options.accessKey()
                .orElseThrow(() -> CommandException.wrongUse(
                        "--secret-file needs --access-key", "name the key that it belongs to"));
    }

    private Secret givenSecret() throws IOException {
        if (options.profile().isPresent()) {
            throw CommandException.wrongUse("--profile and --access-key exclude each other", "leave one of them out");
        }
        return options.secretFile().isPresent()
                ? secret(options.secretFile().get())
                : SecretText.variable(surroundings, SECRET_VARIABLE);
    }

    /** Address and login that a command writes down, such as into values: from a profile or from options, as they stand. */
    Profile login() throws IOException {
        Optional<Profile> profile = profile();
        if (profile.isPresent()) {
            return profile.get();
        }
        String url = options.url()
                .orElseThrow(() -> CommandException.wrongUse(
                        "there is no login to write down",
                        "name a --profile, or --url, --access-key and --secret-file"));
        return new Profile("", url, givenKey(), givenSecret().reveal(), Optional.empty(), Optional.empty());
    }

    /** The profile that was chosen. */
    Optional<Profile> profile() throws IOException {
        if (options.profile().isPresent() && options.url().isPresent()) {
            throw CommandException.wrongUse("--profile and --url exclude each other", "leave one of them out");
        }
        Optional<String> name = options.profile()
                .or(() -> options.url().isPresent() || options.accessKey().isPresent()
                        ? Optional.empty()
                        : surroundings.variable(Profiles.VARIABLE));
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Profiles profiles = Profiles.of(surroundings);
        if (profiles.isOpenToOthers()) {
            messages.warn(profiles.file() + " has secrets, and others may read it: chmod 600 " + profiles.file());
        }
        return Optional.of(profiles.named(name.get()));
    }

    private static void use(Profile profile, ClearMl.Builder builder) {
        builder.apiUrl(profile.apiServer()).credentials(profile.accessKey(), profile.secretKey());
        profile.trustedCertificates().map(Path::of).ifPresent(builder::trustedCertificates);
        if (!profile.verifyCertificate().orElse(true)) {
            if (profile.trustedCertificates().isPresent()) {
                throw new ConfigurationException("profile " + profile.name()
                        + ": verify_certificate = false and trusted_certificates exclude each other");
            }
            builder.insecureSkipTlsVerify();
        }
    }

    /** The secret that a file has, or the standard input for {@code -}. */
    Secret secret(String file) throws IOException {
        return SecretText.of(text(file), file);
    }

    /** The text of a file, or of the standard input for {@code -}. */
    String text(String file) throws IOException {
        if (!file.equals("-")) {
            return Files.readString(Path.of(file));
        }
        byte[] all = surroundings.in().readNBytes((int) LONGEST_INPUT + 1);
        if (all.length > LONGEST_INPUT) {
            throw CommandException.wrongUse("the standard input has more than 64 MiB", "give less");
        }
        return new String(all, StandardCharsets.UTF_8);
    }

    /** Ends the calls that wait for a reply, by another thread: the library reports them as of unknown outcome, or not sent. */
    void cancelCalls() {
        OkHttpClient own = http;
        if (own != null) {
            own.dispatcher().cancelAll();
        }
    }

    @Override
    public void close() {
        if (clearml != null) {
            clearml.close();
        }
        OkHttpClient own = http;
        if (own != null) {
            own.connectionPool().evictAll();
            own.dispatcher().executorService().shutdown();
        }
    }
}
