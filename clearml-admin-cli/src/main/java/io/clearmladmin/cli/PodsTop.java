package io.clearmladmin.cli;

import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.k8s.PodCounts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "top",
        description = "Counts the task pods of a cluster and their GPUs: by state, queue and node.",
        footer = {"", "Example:", "  clearml-admin pods top"})
@Prints(list = PodsTop.Count.class)
final class PodsTop implements Action {

    record Count(String by, String name, long pods, long gpus) {}

    @Mixin
    private final Cluster cluster = new Cluster();

    @Mixin
    private final PodSelection selection = new PodSelection();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        try (Kubernetes kubernetes = cluster.connect()) {
            PodCounts counts = kubernetes.pods().count(selection.query());
            List<Count> rows = new ArrayList<>();
            rows.add(row("all", "", counts.total()));
            add(rows, "state", counts.byState(), state -> state.name().toLowerCase(Locale.ROOT));
            add(rows, "queue", counts.byQueue(), name -> name);
            add(rows, "node", counts.byNode(), name -> name);
            invocation.output().list(Count.class, rows);
        }
        return ExitCode.DONE;
    }

    private static <K> void add(
            List<Count> rows, String by, Map<K, PodCounts.Tally> tallies, Function<K, String> name) {
        tallies.forEach((key, tally) -> rows.add(row(by, name.apply(key), tally)));
    }

    private static Count row(String by, String name, PodCounts.Tally tally) {
        return new Count(by, name, tally.pods(), tally.gpus().whole());
    }
}
