package io.clearmladmin.cli;

import io.clearmladmin.k8s.PodQuery;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which task pods are meant. */
final class PodSelection {

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "Of this namespace; may be given several times. All by default.")
    private List<String> namespaces = new ArrayList<>();

    PodQuery query() {
        return namespaces.isEmpty() ? PodQuery.allNamespaces() : PodQuery.inNamespaces(namespaces);
    }
}
