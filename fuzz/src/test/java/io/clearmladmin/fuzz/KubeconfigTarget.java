package io.clearmladmin.fuzz;

import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.k8s.KubernetesException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A kubeconfig. One with a login plugin is not tried: it would be run. */
public final class KubeconfigTarget {

    private static final Pattern RUNS =
            Pattern.compile("exec|command|cmd|\\\\[xuU]|auth-?provider", Pattern.CASE_INSENSITIVE);
    private static final Path FILE = file();

    private KubeconfigTarget() {}

    private static Path file() {
        try {
            Path file = Files.createTempFile("kubeconfig", ".yaml");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Loads what is needed, which takes its time where classes are instrumented. */
    public static void fuzzerInitialize() throws IOException {
        String usual =
                "clusters: [{name: c, cluster: {server: 'https://h'}}]\ncontexts: [{name: x, context: {cluster: c}}]\n";
        fuzzerTestOneInput((usual + "current-context: x\n").getBytes(StandardCharsets.UTF_8));
    }

    /** One input. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        if (RUNS.matcher(new String(data, StandardCharsets.UTF_8)).find()) {
            return;
        }
        Files.write(FILE, data);
        try (Kubernetes kubernetes = Kubernetes.builder().kubeconfig(FILE).build()) {
            Outcome.shown(kubernetes);
        } catch (ConfigurationException | KubernetesException documented) {
            Outcome.shown(documented);
        }
    }
}
