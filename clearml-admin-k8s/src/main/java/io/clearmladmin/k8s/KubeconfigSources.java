package io.clearmladmin.k8s;

import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.internal.threads.Foreign;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where address, certificate authority and login come from. */
final class KubeconfigSources {

    static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    private KubeconfigSources() {}

    static Config server(URI server, @Nullable Supplier<String> token, @Nullable Path caCertificate) {
        ConfigBuilder config = new ConfigBuilder(Config.empty()).withMasterUrl(server.toString());
        if (token != null) {
            config.withOauthTokenProvider(() -> Foreign.call("the supplier of tokens", token::get));
        }
        if (caCertificate != null) {
            config.withCaCertFile(readable("caCertificate", caCertificate).toString());
        }
        return config.build();
    }

    static Config inCluster(Path account, UnaryOperator<@Nullable String> environment) {
        String host = environment.apply("KUBERNETES_SERVICE_HOST");
        String port = environment.apply("KUBERNETES_SERVICE_PORT");
        if (host == null || port == null) {
            throw new ConfigurationException(
                    "not in a pod: KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set");
        }
        Path token = readable("the service account's token", account.resolve("token"));
        URI server = URI.create("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
        // The kubelet rotates it.
        return server(server, () -> token(token), account.resolve("ca.crt"));
    }

    private static String token(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException failure) {
            throw new ConfigurationException("the service account's token cannot be read any more: " + file, failure);
        }
    }

    static Config kubeconfig(Path file, @Nullable String context) {
        readable("kubeconfig", file);
        return complete(file.toString(), context, KubeconfigFiles.of(file, context));
    }

    static Config asKubectl(@Nullable String context, UnaryOperator<@Nullable String> environment) {
        List<String> tried = new ArrayList<>();
        String list = environment.apply("KUBECONFIG");
        if (list != null && !list.isBlank()) {
            if (Arrays.stream(list.split(File.pathSeparator)).map(Path::of).noneMatch(Files::isReadable)) {
                throw new ConfigurationException("KUBECONFIG names no file that can be read: " + list);
            }
            return complete("KUBECONFIG, " + list, context, KubeconfigFiles.found(context));
        }
        tried.add("KUBECONFIG: not set");
        Path home = Path.of(System.getProperty("user.home"), ".kube", "config");
        if (Files.exists(home)) {
            return complete(home.toString(), context, KubeconfigFiles.found(context));
        }
        tried.add(home + ": does not exist");
        try {
            return inCluster(SERVICE_ACCOUNT, environment);
        } catch (ConfigurationException failure) {
            tried.add("service account: " + failure.getMessage());
        }
        throw new ConfigurationException("no way to a cluster is configured: " + String.join("; ", tried));
    }

    // What the parser says may quote the file, and with it a token.
    private static Config complete(String from, @Nullable String context, KubeconfigFiles files) {
        KubeconfigFiles.Read read;
        try {
            read = Foreign.call("the reader of kubeconfigs", files::read);
        } catch (ConfigurationException known) {
            throw new ConfigurationException("kubeconfig " + from + ": " + known.getMessage());
        } catch (RuntimeException failure) {
            if (failure.getCause() instanceof StackOverflowError) {
                throw new ConfigurationException("kubeconfig " + from + ": is nested too deep to be one");
            }
            throw new ConfigurationException("kubeconfig " + from + ": cannot be read as one ("
                    + failure.getClass().getSimpleName() + "); kubectl config view shows where it is broken");
        }
        Config config = read.config();
        NamedContext chosen = config.getCurrentContext();
        if (chosen == null || chosen.getContext() == null || (context != null && !context.equals(chosen.getName()))) {
            throw new ConfigurationException("kubeconfig " + from + ": "
                    + (context == null ? "names no current context that exists" : "has no context '" + context + "'")
                    + "; it has " + names(config));
        }
        // Where they came from is known only of those that exist.
        if (config.getFileWithCluster() == null) {
            throw new ConfigurationException(
                    "kubeconfig " + from + ": the cluster of context '" + chosen.getName() + "' is missing");
        }
        String user = chosen.getContext().getUser();
        if (user != null && !user.isBlank() && config.getFileWithAuthInfo() == null) {
            throw new ConfigurationException(
                    "kubeconfig " + from + ": the user of context '" + chosen.getName() + "' is missing");
        }
        readable("certificate-authority", config.getCaCertFile());
        readable("client-certificate", config.getClientCertFile());
        readable("client-key", config.getClientKeyFile());
        if (read.plugin() != null) {
            PluginCommand command = PluginCommand.of(from, read.plugin(), config, System.getenv());
            config.setOauthTokenProvider(new LoginPlugin(command, LoginPlugin.LIMIT, Clock.systemUTC()));
        }
        return config;
    }

    private static List<String> names(Config config) {
        return config.getContexts() == null
                ? List.of()
                : config.getContexts().stream()
                        .map(NamedContext::getName)
                        .sorted()
                        .toList();
    }

    private static void readable(String what, @Nullable String file) {
        if (file != null && !file.isBlank()) {
            readable(what, Path.of(file));
        }
    }

    private static Path readable(String what, Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new ConfigurationException(what + ": " + file
                    + (Files.exists(file) ? " cannot be read; has this user the right to?" : " does not exist"));
        }
        return file;
    }
}
