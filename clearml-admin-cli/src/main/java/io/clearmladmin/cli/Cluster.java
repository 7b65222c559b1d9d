package io.clearmladmin.cli;

import io.clearmladmin.k8s.Kubernetes;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which cluster is meant: as kubectl does it unless something else is named. */
final class Cluster {

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "The kubeconfig, instead of kubectl's.")
    private Optional<Path> kubeconfig = Optional.empty();

    @Option(names = "--context", paramLabel = "NAME", description = "The context in it.")
    private Optional<String> context = Optional.empty();

    /** Connects; the caller closes it. */
    Kubernetes connect() {
        Kubernetes.Builder builder = Kubernetes.builder();
        kubeconfig.ifPresent(builder::kubeconfig);
        context.ifPresent(builder::context);
        return builder.build();
    }
}
