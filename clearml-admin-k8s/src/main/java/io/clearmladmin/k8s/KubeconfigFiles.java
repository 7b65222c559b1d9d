package io.clearmladmin.k8s;

import io.clearmladmin.errors.ConfigurationException;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.ExecConfig;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Kubeconfigs as fabric8 reads them. Where their user logs in by a plugin, fabric8 would run it, without a bound and with its
 * output in a log; there they are read so that it does not.
 */
final class KubeconfigFiles {

    private final List<File> files;
    private final @Nullable String context;
    private final Consumer<Config> settings;
    private final Supplier<Config> usual;

    private KubeconfigFiles(
            List<File> files, @Nullable String context, Consumer<Config> settings, Supplier<Config> usual) {
        this.files = files;
        this.context = context;
        this.settings = settings;
        this.usual = usual;
    }

    /** What was read. The plugin is null if the user logs in otherwise. */
    record Read(Config config, @Nullable ExecConfig plugin) {}

    static KubeconfigFiles of(Path file, @Nullable String context) {
        return new KubeconfigFiles(
                List.of(file.toFile()), context, config -> {}, () -> Config.fromKubeconfig(context, file.toFile()));
    }

    /** Those that fabric8 finds, with what it takes from system properties and the environment: proxies, for one. */
    static KubeconfigFiles found(@Nullable String context) {
        List<File> files = Config.getKubeconfigFilenames().stream()
                .map(File::new)
                .filter(file -> file.isFile() && file.length() > 0)
                .toList();
        return new KubeconfigFiles(
                files, context, Config::configFromSysPropsOrEnvVars, () -> Config.autoConfigure(context));
    }

    Read read() {
        var parsed =
                files.stream().map(KubeConfigUtils::parseConfig).toArray(io.fabric8.kubernetes.api.model.Config[]::new);
        refuseWithoutScheme(parsed);
        Config config = Config.empty();
        // With a provider of tokens it runs no plugin.
        config.setOauthTokenProvider(() -> "");
        KubeConfigUtils.merge(config, context, parsed);
        settings.accept(config);
        AuthInfo user = user(config.getCurrentContext(), parsed);
        return user != null && isByPlugin(user) ? new Read(config, user.getExec()) : new Read(usual.get(), null);
    }

    // Without a scheme fabric8 would connect there, for as long as that takes, to find out which it is.
    private void refuseWithoutScheme(io.fabric8.kubernetes.api.model.Config... parsed) {
        Set<String> chosen = Arrays.stream(parsed)
                .map(file -> context == null ? file.getCurrentContext() : context)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Set<String> clusters = all(parsed, io.fabric8.kubernetes.api.model.Config::getContexts)
                .filter(each -> each.getContext() != null && chosen.contains(String.valueOf(each.getName())))
                .map(each -> String.valueOf(each.getContext().getCluster()))
                .collect(Collectors.toSet());
        all(parsed, io.fabric8.kubernetes.api.model.Config::getClusters)
                .filter(each -> each.getCluster() != null && clusters.contains(String.valueOf(each.getName())))
                .filter(each -> !hasScheme(each.getCluster().getServer()))
                .findFirst()
                .ifPresent(each -> {
                    throw new ConfigurationException("the server of cluster '" + each.getName()
                            + "' must begin with https:// or http://, as in https://kubernetes.example.com:6443");
                });
    }

    private static boolean hasScheme(@Nullable String server) {
        String address = server == null ? "" : server.toLowerCase(Locale.ROOT);
        return address.isEmpty() || address.startsWith("https://") || address.startsWith("http://");
    }

    private static <T> Stream<T> all(
            io.fabric8.kubernetes.api.model.Config[] parsed,
            Function<io.fabric8.kubernetes.api.model.Config, @Nullable List<T>> part) {
        return Arrays.stream(parsed)
                .map(part)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .filter(Objects::nonNull);
    }

    // Before a plugin go password and, unless there is a token too, auth-provider: that is fabric8's order.
    private static boolean isByPlugin(AuthInfo user) {
        return user.getExec() != null
                && (isGiven(user.getToken()) || user.getAuthProvider() == null)
                && !(isGiven(user.getUsername()) && isGiven(user.getPassword()));
    }

    private static boolean isGiven(@Nullable String text) {
        return text != null && !text.isEmpty();
    }

    // Of the same name the first file's, in one file the last.
    private static @Nullable AuthInfo user(
            @Nullable NamedContext chosen, io.fabric8.kubernetes.api.model.Config... parsed) {
        if (chosen == null || chosen.getContext() == null) {
            return null;
        }
        String name = chosen.getContext().getUser();
        return Arrays.stream(parsed)
                .map(io.fabric8.kubernetes.api.model.Config::getUsers)
                .filter(Objects::nonNull)
                .map(users -> users.stream()
                        .filter(user -> user.getUser() != null && Objects.equals(user.getName(), name))
                        .map(NamedAuthInfo::getUser)
                        .reduce((first, last) -> last))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }
}
