package io.clearmladmin.cli;

import io.clearmladmin.k8s.Kubernetes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "list",
        description = "Lists the task pods of a cluster.",
        footer = {"", "Example:", "  clearml-admin pods list -n clearml-tasks"})
@Prints(list = PodRow.class)
final class PodsList implements Action {

    @Mixin
    private final Cluster cluster = new Cluster();

    @Mixin
    private final PodSelection selection = new PodSelection();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        try (Kubernetes kubernetes = cluster.connect()) {
            List<PodRow> pods = new ArrayList<>();
            kubernetes.pods().forEach(selection.query(), pod -> pods.add(PodRow.of(pod)));
            invocation.output().list(PodRow.class, pods);
        }
        return ExitCode.DONE;
    }
}
