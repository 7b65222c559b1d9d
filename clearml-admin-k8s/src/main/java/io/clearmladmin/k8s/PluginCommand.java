package io.clearmladmin.k8s;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.k8s.internal.Safe;
import io.fabric8.kubernetes.api.model.ExecConfig;
import io.fabric8.kubernetes.client.Config;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The command of a kubeconfig's login plugin, found on this machine. Arguments and environment may hold secrets: not shown. */
final class PluginCommand {

    // The oldest is gone from kubectl; kubeconfigs with it are still about, and it differs in nothing that is read
    // here.
    private static final Set<String> VERSIONS = Set.of(
            "client.authentication.k8s.io/v1",
            "client.authentication.k8s.io/v1beta1",
            "client.authentication.k8s.io/v1alpha1");
    private static final int LONGEST_HINT = 512;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String name;
    private final List<String> line = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private final String apiVersion;

    private PluginCommand(String name, Path executable, ExecConfig exec, Config config) {
        this.name = name;
        this.apiVersion = exec.getApiVersion();
        line.add(executable.toString());
        if (exec.getArgs() != null) {
            line.addAll(exec.getArgs());
        }
        if (exec.getEnv() != null) {
            exec.getEnv().forEach(variable -> environment.put(variable.getName(), variable.getValue()));
        }
        environment.put("KUBERNETES_EXEC_INFO", info(exec, config));
    }

    /**
     * Finds it.
     *
     * @param from the kubeconfig, for messages
     * @throws ConfigurationException if it is not here, or wants what it cannot have
     */
    static PluginCommand of(String from, ExecConfig exec, Config config, Map<String, String> environment) {
        String command = exec.getCommand() == null ? "" : exec.getCommand();
        String name = "the login plugin '" + Safe.text(command) + "' of kubeconfig " + from;
        if (command.isBlank()) {
            throw new ConfigurationException("kubeconfig " + from + ": its login plugin (exec) has no command");
        }
        if (exec.getApiVersion() == null || !VERSIONS.contains(exec.getApiVersion())) {
            throw new ConfigurationException(name + ": its apiVersion must be client.authentication.k8s.io/v1 or"
                    + " client.authentication.k8s.io/v1beta1, got " + exec.getApiVersion());
        }
        if ("Always".equals(exec.getInteractiveMode())) {
            throw new ConfigurationException(
                    name + ": its interactiveMode is Always, and there is no terminal. Use a login that needs none");
        }
        Path executable = find(command, config.getFileWithAuthInfo(), environment)
                .orElseThrow(() -> new ConfigurationException(name
                        + (hasFolder(command) ? " does not exist, or may not be executed" : " is not on the PATH")
                        + ". " + hint(exec.getInstallHint())));
        return new PluginCommand(name, executable, exec, config);
    }

    private static String hint(@Nullable String installHint) {
        if (installHint == null || installHint.isBlank()) {
            return "Install it";
        }
        String hint = installHint.strip().replaceAll("\\s+", " ");
        return "Its install hint: " + (hint.length() > LONGEST_HINT ? hint.substring(0, LONGEST_HINT) + "…" : hint);
    }

    private static boolean hasFolder(String command) {
        return command.contains("/") || command.contains(File.separator);
    }

    private static Optional<Path> find(String command, @Nullable File kubeconfig, Map<String, String> environment) {
        List<Path> places = new ArrayList<>();
        try {
            if (hasFolder(command)) {
                // Beside the kubeconfig, if it is no whole path.
                places.add(
                        kubeconfig == null
                                ? Path.of(command)
                                : kubeconfig.toPath().toAbsolutePath().resolveSibling(command));
            } else {
                for (String folder : value(environment, "PATH").split(Pattern.quote(File.pathSeparator), -1)) {
                    places.add(Path.of(folder, command));
                }
            }
        } catch (InvalidPathException failure) {
            return Optional.empty();
        }
        String[] endings = (";" + value(environment, "PATHEXT")).split(";", -1);
        return places.stream()
                .flatMap(place -> Stream.of(endings).map(ending -> Path.of(place + ending)))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    // Windows writes the names as it likes.
    private static String value(Map<String, String> environment, String name) {
        return environment.entrySet().stream()
                .filter(variable -> variable.getKey().toUpperCase(Locale.ROOT).equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static String info(ExecConfig exec, Config config) {
        ObjectNode info =
                MAPPER.createObjectNode().put("kind", "ExecCredential").put("apiVersion", exec.getApiVersion());
        ObjectNode spec = info.putObject("spec").put("interactive", false);
        if (Boolean.TRUE.equals(exec.getProvideClusterInfo())) {
            spec.putObject("cluster")
                    .put("server", config.getMasterUrl())
                    .put("tls-server-name", config.getTlsServerName())
                    .put("insecure-skip-tls-verify", config.isTrustCerts())
                    .put("certificate-authority-data", config.getCaCertData());
        }
        return info.toString();
    }

    String apiVersion() {
        return apiVersion;
    }

    ProcessBuilder toProcess() {
        ProcessBuilder process = new ProcessBuilder(line);
        process.environment().putAll(environment);
        return process;
    }

    @Override
    public String toString() {
        return name;
    }
}
